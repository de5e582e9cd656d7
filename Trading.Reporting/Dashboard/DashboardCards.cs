using Trading.Core.Risk;
using Trading.Core.Status;
using Trading.Core.Storage;

namespace Trading.Reporting.Dashboard;

/// <summary>The figures that one looks for first; a dash, with the reason beneath, where there is none.</summary>
internal static class DashboardCards
{
    private const string JournalSilent = "the journal does not answer";

    public static Markup Of(StatusReport report) => Markup.Of(
        $"""
        <section class="cards" aria-label="Key figures">
        {Equity(report)}
        {SessionPnl(report)}
        {OpenPnl(report)}
        {Drawdown(report)}
        {Predictions(report)}
        {LastScan(report)}
        </section>

        """);

    private static Markup Equity(StatusReport report) => report switch
    {
        { Account: { } account } => ReportSections.Card(
            "Equity", FigureText.Money(account.Equity), $"buying power {FigureText.Money(account.BuyingPower)}"),
        { History: [.., var last] } => ReportSections.Card(
            "Equity", FigureText.Money(last.Equity), $"at the end of {FigureText.Date(last.Session)}; not known now"),
        _ => ReportSections.Card(
            "Equity", FigureText.None, report.HasExchange ? "the broker does not say" : "no session has ended"),
    };

    private static Markup SessionPnl(StatusReport report)
    {
        if (report.Day is not { } day) return ReportSections.Card("Session P&L", FigureText.None, JournalSilent);
        var closed = day.Trades.Count(t => !t.IsOpen);
        var date = FigureText.Date(day.Session);
        return closed == 0
            ? ReportSections.Card("Session P&L", FigureText.None, $"no closed trade on {date}")
            : ReportSections.Card(
                "Session P&L", FigureText.Money(day.Pnl, withPlus: true),
                $"{FigureText.Counted(closed, "closed trade")} of {date}", ReportSections.ToneOf(day.Pnl));
    }

    private static Markup OpenPnl(StatusReport report) => report.Positions switch
    {
        null => ReportSections.Card(
            "Open P&L", FigureText.None, report.HasExchange ? "the broker does not say" : "no exchange to ask"),
        { Count: 0 } => ReportSections.Card("Open P&L", FigureText.None, "nothing is held"),
        var held => ReportSections.Card(
            "Open P&L", FigureText.Money(held.Sum(p => p.Pnl), withPlus: true), FigureText.Counted(held.Count, "position"),
            ReportSections.ToneOf(held.Sum(p => p.Pnl) ?? 0)),
    };

    private static Markup Drawdown(StatusReport report) => ReportSections.Card(
        "Drawdown",
        FigureText.Percent(report.Drawdown, 2),
        report.Drawdown is not null ? "below the highest session end"
            : report.Day is not null && report.History.Count == 0 ? "no session has ended yet"
            : "not known now",
        report.Drawdown > 0.02 ? "loss" : "");

    private static Markup Predictions(StatusReport report) => report.Day is not { } day
        ? ReportSections.Card("Predictions", FigureText.None, JournalSilent)
        : ReportSections.Card(
            "Predictions",
            FigureText.Count(day.Predictions),
            $"{FigureText.Counted(day.ByReason.GetValueOrDefault(ReasonCode.Entered), "order")} sent on "
                + $"{FigureText.Date(day.Session)}");

    private static Markup LastScan(StatusReport report) =>
        report.Jobs.FirstOrDefault(j => j.Name == JobKind.MinuteScan)?.Last is { } run
        ? ReportSections.Card(
            "Last scan", FigureText.NewYork(run.StartedAt)[11..], $"{FigureText.Date(run.Session)}, New York", Tone(report, run))
        : ReportSections.Card("Last scan", FigureText.None, report.Day is null ? JournalSilent : "none in the last sessions");

    private static string Tone(StatusReport report, JobRunRow run) =>
        run.Error is not null || report.UnwatchedSince is not null ? "loss" : "";
}
