using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>An answer, complete before any of it is sent.</summary>
internal sealed record ApiAnswer(int Status, ReadOnlyMemory<byte> Body, string ContentType = "application/json; charset=UTF-8")
{
    public static ApiAnswer NoContent { get; } = new(204, default);

    /// <summary>A page that no client of an API expects.</summary>
    public static ApiAnswer Html { get; } = new(
        200, Encoding.UTF8.GetBytes("<html><head><title>Down for maintenance</title></head><body>Please come back later.</body></html>"), "text/html");

    /// <summary>When a client may come back, seconds.</summary>
    public int? RetryAfter { get; init; }

    public static ApiAnswer Json(int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return new ApiAnswer(status, buffer.WrittenMemory);
    }

    /// <summary>An error of the trading API.</summary>
    public static ApiAnswer Error(int status, int code, string message, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("code", code);
            json.WriteString("message", message);
            foreach (var (name, value) in more) json.WriteString(name, value);
            json.WriteEndObject();
        }
        return new ApiAnswer(status, buffer.WrittenMemory);
    }

    /// <summary>An error of the market-data API, which has no codes.</summary>
    public static ApiAnswer DataError(int status, string message) => Json(status, json =>
    {
        json.WriteStartObject();
        json.WriteString("message", message);
        json.WriteEndObject();
    });
}

/// <summary>Writes values as the trading API spells them.</summary>
internal static class JsonSpelling
{
    /// <summary>Every digit, as a string, without the noughts that a multiplication leaves behind.</summary>
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

    public static void WriteMoment(this Utf8JsonWriter json, string name, Instant? value)
    {
        if (value is { } known) json.WriteString(name, ApiTime.Utc(known));
        else json.WriteNull(name);
    }
}
