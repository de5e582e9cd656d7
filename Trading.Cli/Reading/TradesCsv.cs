using System.Globalization;
using NodaTime.Text;
using Trading.Core.Storage;

namespace Trading.Cli.Reading;

/// <summary>Trades as CSV (RFC 4180): a header, a line a trade that ends with CR LF, numbers with a point, times in UTC, and
/// nothing where nothing is known.</summary>
internal static class TradesCsv
{
    private static readonly IReadOnlyList<(string Name, Func<TradeRow, string> Value)> Columns =
    [
        ("entryId", t => t.EntryId.Value),
        ("session", t => LocalDatePattern.Iso.Format(t.Session)),
        ("symbol", t => t.Symbol),
        ("quantity", t => Text(t.Quantity)),
        ("entryAt", t => Time(t.EntryAt)),
        ("entryPrice", t => Text(t.EntryPrice)),
        ("probability", t => Text(t.Probability)),
        ("modelId", t => t.ModelId),
        ("exitAt", t => t.ExitAt is { } at ? Time(at) : ""),
        ("exitPrice", t => Text(t.ExitPrice)),
        ("exitReason", t => $"{t.ExitReason}"),
        ("pnl", t => Text(t.Pnl)),
        ("return", t => Text(t.Return)),
        ("isOpen", t => t.IsOpen ? "true" : "false"),
    ];

    /// <summary>Writes the header and the trades.</summary>
    public static async Task WriteAsync(IEnumerable<TradeRow> trades, TextWriter stdout, CancellationToken cancel)
    {
        await LineAsync(Columns.Select(column => column.Name));
        foreach (var trade in trades) await LineAsync(Columns.Select(column => Field(column.Value(trade))));
        await stdout.FlushAsync(cancel);

        Task LineAsync(IEnumerable<string> fields) =>
            stdout.WriteAsync($"{string.Join(',', fields)}\r\n".AsMemory(), cancel);
    }

    private static string Field(string value) => value.AsSpan().IndexOfAny(",\"\r\n") < 0
        ? value
        : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static string Time(Instant at) => InstantPattern.ExtendedIso.Format(at);
}
