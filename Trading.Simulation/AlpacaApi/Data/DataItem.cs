using System.Text.Json;
using Trading.Core.Market;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>
/// What the market-data API tells of a symbol. The tape has bars alone: a bar stands for one trade and one quote, whose price,
/// bid and ask are its close.
/// </summary>
/// <param name="Many">Its name in the plural, in paths and answers.</param>
/// <param name="One">Its name in the singular.</param>
/// <param name="Offset">Its time, counted from the start of its bar.</param>
/// <param name="Write">Writes it.</param>
internal sealed record DataItem(string Many, string One, Duration Offset, Action<Utf8JsonWriter, Bar> Write)
{
    public static DataItem Bars { get; } = new("bars", "bar", Duration.Zero, (json, bar) => BarJson.Write(json, bar));

    public static DataItem Trades { get; } = new("trades", "trade", Bar.Length - Duration.Epsilon, WriteTrade);

    public static DataItem Quotes { get; } = new("quotes", "quote", Bar.Length, WriteQuote);

    public static IReadOnlyList<DataItem> All { get; } = [Bars, Trades, Quotes];

    private static void WriteTrade(Utf8JsonWriter json, Bar bar)
    {
        json.WriteStartObject();
        json.WriteString("t", Http.ApiTime.Utc(bar.Start + Trades.Offset));
        json.WriteString("x", "V");
        json.WriteNumber("p", bar.Close);
        json.WriteNumber("s", (uint)Math.Clamp(bar.Volume, 0, uint.MaxValue));
        WriteConditions(json, "@");
        json.WriteNumber("i", bar.Start.ToUnixTimeSeconds());
        json.WriteString("z", "C");
        json.WriteEndObject();
    }

    private static void WriteQuote(Utf8JsonWriter json, Bar bar)
    {
        json.WriteStartObject();
        json.WriteString("t", bar.End.ToDateTimeUtc());
        json.WriteString("bx", "V");
        json.WriteNumber("bp", bar.Close);
        json.WriteNumber("bs", 1);
        json.WriteString("ax", "V");
        json.WriteNumber("ap", bar.Close);
        json.WriteNumber("as", 1);
        WriteConditions(json, "R");
        json.WriteString("z", "C");
        json.WriteEndObject();
    }

    private static void WriteConditions(Utf8JsonWriter json, string condition)
    {
        json.WriteStartArray("c");
        json.WriteStringValue(condition);
        json.WriteEndArray();
    }
}
