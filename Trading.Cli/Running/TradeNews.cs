using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Reporting;

namespace Trading.Cli.Running;

/// <summary>Tells of the trades that the journal did not have when it was last looked at.</summary>
internal sealed class TradeNews(ITradingJournal journal)
{
    // A position stands overnight only when something went wrong, and longer than this never.
    private const int DaysBack = 10;
    private Dictionary<string, TradeRow> known = new(StringComparer.Ordinal);

    /// <summary>The trades entered on a day that are closed.</summary>
    public IEnumerable<TradeRow> ClosedOn(LocalDate session) => known.Values.Where(t => t.Session == session && !t.IsOpen);

    /// <summary>Looks without telling.</summary>
    public async Task StartAsync(Instant now, CancellationToken cancel) => known = await ReadAsync(now, cancel);

    /// <summary>What was bought and sold since the last look, in the order in which it happened.</summary>
    public async Task<IReadOnlyList<RunLine>> SinceAsync(Instant now, CancellationToken cancel)
    {
        var before = known;
        known = await ReadAsync(now, cancel);
        var news = new List<(Instant At, RunLine Line)>();
        foreach (var (id, trade) in known)
        {
            var earlier = before.GetValueOrDefault(id);
            if (earlier is null) news.Add((trade.EntryAt, Bought(trade)));
            if (!trade.IsOpen && earlier is not { IsOpen: false }) news.Add((trade.ExitAt ?? now, Sold(trade)));
        }
        return [.. news.OrderBy(n => n.At).ThenBy(n => n.Line.Text, StringComparer.Ordinal).Select(n => n.Line)];
    }

    private async Task<Dictionary<string, TradeRow>> ReadAsync(Instant now, CancellationToken cancel)
    {
        var today = now.InNewYork().Date;
        return (await journal.GetTradesAsync(today.PlusDays(-DaysBack), today, cancel)).ToDictionary(t => t.EntryId.Value, StringComparer.Ordinal);
    }

    private static RunLine Bought(TradeRow t) => new(
        t.EntryAt,
        RunEvent.Bought,
        $"bought {t.Quantity} {t.Symbol} at {FigureText.Price(t.EntryPrice)} (confidence {FigureText.Percent(t.Confidence)})",
        Tone.Plain,
        new { t.Symbol, t.Quantity, price = t.EntryPrice, t.Confidence, entryId = t.EntryId.Value });

    private static RunLine Sold(TradeRow t) => new(
        t.ExitAt,
        RunEvent.Sold,
        $"sold {t.Quantity} {t.Symbol} at {FigureText.Price(t.ExitPrice)}: {(t.ExitReason is { } reason ? FigureText.Words($"{reason}") : "closed").ToLowerInvariant()}, {FigureText.Money(t.Pnl, withPlus: true)}",
        t.Pnl switch { > 0 => Tone.Good, < 0 => Tone.Bad, _ => Tone.Plain },
        new { t.Symbol, t.Quantity, price = t.ExitPrice, reason = t.ExitReason, t.Pnl, entryId = t.EntryId.Value });
}
