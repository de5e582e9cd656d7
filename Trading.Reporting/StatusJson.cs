using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime.Serialization.SystemTextJson;
using Trading.Core.Orders;
using Trading.Core.Status;

namespace Trading.Reporting;

/// <summary>
/// The one status document for programs: <c>trading status --json</c>, the dashboard's <c>/status.json</c> and the app's
/// <c>/api/status</c> all give this text. Names in camelCase, enums by name, times in ISO 8601 UTC, money as numbers in dollars;
/// safe to paste into a page.
/// </summary>
public static class StatusJson
{
    private static readonly JsonSerializerOptions Options = Create();

    /// <summary>The report as text that ends with a line feed, the same on every system.</summary>
    public static string Of(StatusReport report) => JsonSerializer.Serialize(report, Options) + "\n";

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            WriteIndented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.Default,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Converters = { new ClientOrderIds(), new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        };
        options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class ClientOrderIds : JsonConverter<ClientOrderId>
    {
        public override ClientOrderId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, ClientOrderId value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Value);
    }
}
