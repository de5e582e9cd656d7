using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Serialization.SystemTextJson;
using Trading.Core.Storage;

namespace Trading.Adapters.StorageFormats;

/// <summary>The JSON that is stored, in folders and in blobs alike.</summary>
public static class StorageJson
{
    /// <summary>
    /// Indented, camelCase, enums by name, NodaTime in ISO 8601; a missing required member is an error and an unknown one is
    /// skipped. Text is not escaped for HTML: do not paste it into a page.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Writes a document as UTF-8.</summary>
    public static byte[] Write<T>(T document) => JsonSerializer.SerializeToUtf8Bytes(document, Options);

    /// <summary>Reads a document.</summary>
    /// <param name="json">Its UTF-8 bytes.</param>
    /// <param name="place">The file or blob that the error names.</param>
    /// <param name="remedy">What the reader of the error can do, as <c>"; delete this file"</c>; may be empty.</param>
    /// <exception cref="StorageException">The bytes are not such a document.</exception>
    public static T Read<T>(byte[] json, string place, string remedy = "")
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("It says null.");
        }
        catch (JsonException e)
        {
            throw new StorageException($"{place} is damaged and cannot be understood{remedy}: {e.Message}", e);
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = true,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        };
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
