using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Reporting;

namespace Trading.Cli.Reading;

/// <summary><c>trading trades</c>: the latest round trips.</summary>
internal static class TradesCommand
{
    private const int ShownUnlessGiven = 20;

    /// <summary>Creates <c>trades</c>, which shows the latest trades of a book, or writes them as CSV.</summary>
    public static Command Create(CommandHost host)
    {
        var last = new Option<int?>("--last")
        {
            Description = $"How many of the latest trades. [default: {ShownUnlessGiven}; with --csv all]",
            HelpName = "N",
            CustomParser = result => Values.Whole(1, 1_000_000)(result),
        };
        var csv = new Option<bool>("--csv")
        {
            Description = "Writes them to stdout as CSV: a header, a line a trade, times in UTC, every column.",
        };
        var command = new Command("trades", "Lists the latest trades: entry, exit, reason, and profit or loss.") { last, csv };
        command.Validators.Add(parsed =>
        {
            if (parsed.GetValue(csv) && parsed.GetValue(host.Globals.Json))
                parsed.AddError("--csv and --json exclude each other; give one of them.");
        });
        return host.Reads(command, async (context, book, cancel) =>
        {
            var asked = context.Parsed.GetValue(last);
            var all = await book.Journal.GetTradesAsync(LocalDate.MinIsoValue, LocalDate.MaxIsoValue, cancel);
            var ordered = all.OrderBy(t => t.EntryAt).ThenBy(t => t.Symbol, StringComparer.Ordinal);
            if (context.Parsed.GetValue(csv))
                await TradesCsv.WriteAsync(ordered.TakeLast(asked ?? all.Count), host.Stdout, cancel);
            else Show(context, book, [.. ordered.TakeLast(asked ?? ShownUnlessGiven)], all.Count);
        });
    }

    private static void Show(CommandContext context, OpenBook book, List<TradeRow> shown, int count)
    {
        context.Output.Show(PageOf(book, shown, count), new
        {
            book = book.Name,
            count,
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
