using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Trading.Adapters.StorageFormats;
using Trading.Core.Orders;
using Trading.Core.Status;

namespace Trading.Adapters.Hosting;

/// <summary>A status report as JSON: camelCase, enums by name, times in ISO 8601 UTC, money as numbers in dollars; safe to paste into a page.</summary>
public static class StatusJson
{
    private static readonly JsonSerializerOptions Options = new(StorageJson.Options)
    {
        Encoder = JavaScriptEncoder.Default,
        Converters = { new ClientOrderIds() },
    };

    /// <summary>The report as text.</summary>
    public static string Of(StatusReport report) => JsonSerializer.Serialize(report, Options);

    private sealed class ClientOrderIds : JsonConverter<ClientOrderId>
    {
        public override ClientOrderId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, ClientOrderId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
