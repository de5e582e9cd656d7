using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Reporting;

namespace Trading.Cli.Reading;

/// <summary><c>trading trades</c>: the latest round trips.</summary>
internal static class TradesCommand
{
    /// <summary>Creates <c>trades</c>, which shows the latest trades of a book.</summary>
    public static Command Create(CommandHost host)
    {
        var last = ReadingCommand.Last(unlessGiven: 20);
        return host.Reads(
            new Command("trades", "Lists the latest trades: entry, exit, reason, and profit or loss.") { last },
            (context, book, cancel) => ShowAsync(context, book, context.Parsed.GetValue(last), cancel));
    }

    private static async Task ShowAsync(CommandContext context, OpenBook book, int last, CancellationToken cancel)
    {
        var all = await book.Journal.GetTradesAsync(LocalDate.MinIsoValue, LocalDate.MaxIsoValue, cancel);
        List<TradeRow> shown = [.. all.OrderBy(t => t.EntryAt).ThenBy(t => t.Symbol, StringComparer.Ordinal).TakeLast(last)];
        context.Output.Show(PageOf(book, shown, all.Count), new
        {
            book = book.Name,
            count = all.Count,
            trades = shown.Select(t => new
            {
                entryId = t.EntryId.Value,
                t.Session,
                t.Symbol,
                t.Quantity,
                t.EntryAt,
                t.EntryPrice,
                t.Probability,
                t.ModelId,
                t.ExitAt,
                t.ExitPrice,
                t.ExitReason,
                t.Pnl,
                t.Return,
                t.IsOpen,
            }),
        });
    }

    private static Page PageOf(OpenBook book, List<TradeRow> trades, int count)
    {
        var title = $"Trades ({book.Name} book)";
        if (trades.Count == 0) return new Page(title, new Sentence("There are no trades."));
        return new Page(
            title,
            new Listing(
                "",
                [
                    Column.Name("entry (New York)"), Column.Name("symbol"), Column.Figure("shares"),
                    Column.Figure("paid").Below(1), Column.Name("exit"), Column.Figure("received").Below(1),
                    Column.Name("reason"), Column.Figure("P&L"), Column.Figure("return"), Column.Figure("claimed").Below(1),
                ],
                [.. trades.Select(Cells)]),
            new Sentence(
                $"{trades.Count} of {FigureText.Counted(count, "trade")} shown; their closed P&L: "
                + $"{FigureText.Money(trades.Sum(t => t.Pnl ?? 0), withPlus: true)}.", Tone.Quiet));
    }

    // The exit is nearly always on the day of the entry, so that the time alone is enough.
    private static string Exit(TradeRow t) =>
        t.ExitAt is { } at && at.InNewYork().Date == t.EntryAt.InNewYork().Date ? $"{at.InNewYork().TimeOfDay:HH':'mm}"
            : FigureText.NewYork(t.ExitAt);

    private static IReadOnlyList<string> Cells(TradeRow t) =>
    [
        FigureText.NewYork(t.EntryAt),
        t.Symbol,
        $"{t.Quantity}",
        FigureText.Price(t.EntryPrice),
        Exit(t),
        FigureText.Price(t.ExitPrice),
        t.ExitReason is { } reason ? FigureText.Words($"{reason}") : "open",
        FigureText.Money(t.Pnl, withPlus: true),
        FigureText.Percent((double?)t.Return, 2, withPlus: true),
        FigureText.Percent(t.Probability),
    ];
}
