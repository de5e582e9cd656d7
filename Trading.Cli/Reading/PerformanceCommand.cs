using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Output;
using Trading.Core.Storage;
using Trading.Reporting;

namespace Trading.Cli.Reading;

/// <summary><c>trading performance</c>: the figures of each session.</summary>
internal static class PerformanceCommand
{
    /// <summary>Creates <c>performance</c>, which shows the figures of each session of a book.</summary>
    public static Command Create(CommandHost host) => host.Reads(
        new Command("performance",
            "Lists the sessions' figures: P&L, trades, drawdown, accuracy, claimed and actual confidence."),
        ShowAsync);

    private static async Task ShowAsync(CommandContext context, OpenBook book, CancellationToken cancel)
    {
        var days = await book.Journal.GetPerformanceAsync(LocalDate.MinIsoValue, LocalDate.MaxIsoValue, cancel);
        var title = $"Performance ({book.Name} book)";
        var page = days.Count == 0
            ? new Page(title, new Sentence("There are no figures yet; the nightly job writes them."))
            : new Page(title, new Listing(
                "",
                [
                    Column.Name("session"), Column.Figure("equity"), Column.Figure("P&L"), Column.Figure("trades"),
                    Column.Figure("wins"), Column.Figure("fall"), Column.Figure("accuracy").Below(1),
                    Column.Figure("signals").Below(1), Column.Figure("claimed").Below(1), Column.Figure("actual").Below(1),
                ],
                [.. days.Select(Cells)]));
        context.Output.Show(page, new { book = book.Name, days = days.Select(Document) });
    }

    /// <summary>A session's figures for programs, with the rates computed.</summary>
    public static object Document(PerformanceRow day) => new
    {
        day.Session,
        day.Equity,
        day.Pnl,
        day.Trades,
        day.Wins,
        winRate = Share(day.Wins, day.Trades),
        day.MaxDrawdown,
        day.Predictions,
        accuracy = day.Tally.Accuracy,
        profits = day.Tally.BaseRate,
        day.Signals,
        claimed = day.Tally.Claimed,
        actual = day.Tally.Actual,
    };

    private static IReadOnlyList<string> Cells(PerformanceRow day) =>
    [
        FigureText.Date(day.Session),
        FigureText.Money(day.Equity),
        FigureText.Money(day.Pnl, withPlus: true),
        FigureText.Count(day.Trades),
        FigureText.Percent(Share(day.Wins, day.Trades)),
        FigureText.Percent(day.MaxDrawdown, 2),
        FigureText.Percent(day.Tally.Accuracy),
        FigureText.Count(day.Signals),
        FigureText.Percent(day.Tally.Claimed),
        FigureText.Percent(day.Tally.Actual),
    ];

    private static double? Share(double part, int whole) => whole == 0 ? null : part / whole;
}
