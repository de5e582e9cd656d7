using System.Globalization;
using System.Text.Json;

namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>Writes values in the format of the trading API.</summary>
internal static class ApiJson
{
    /// <summary>Every digit, as a string, without zeros at the end.</summary>
    public static void WriteDecimal(this Utf8JsonWriter json, string name, decimal value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture).AsSpan();
        json.WriteString(name, text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text);
    }

    public static void WriteDecimal(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } known) json.WriteDecimal(name, known);
        else json.WriteNull(name);
    }

    public static void WriteTime(this Utf8JsonWriter json, string name, Instant? value)
    {
        if (value is { } known) json.WriteString(name, ApiTime.Utc(known));
        else json.WriteNull(name);
    }
}
