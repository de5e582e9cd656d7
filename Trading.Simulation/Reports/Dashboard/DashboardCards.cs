using Trading.Core.Status;

namespace Trading.Simulation.Reports.Dashboard;

/// <summary>The figures that one looks for first.</summary>
internal static class DashboardCards
{
    /// <summary>The cards.</summary>
    public static Markup Of(StatusReport report)
    {
        var standing = report.Positions?.Sum(p => p.Pnl);
        var closed = report.Day?.Trades.Count(t => !t.IsOpen) ?? 0;
        return Markup.Of(
            $"""
            <section class="cards" aria-label="Key figures">
            {ReportSections.Card("Equity", FigureText.Money(report.Account?.Equity), $"buying power {FigureText.Money(report.Account?.BuyingPower)}")}
            {ReportSections.Card("Session P&L", FigureText.Money(report.Day?.Pnl, withPlus: true), $"{FigureText.Counted(closed, "closed trade")} of {FigureText.Date(report.Session.Date)}", ReportSections.ToneOf(report.Day?.Pnl ?? 0))}
            {ReportSections.Card("Open P&L", FigureText.Money(standing, withPlus: true), report.Positions is { } held ? FigureText.Counted(held.Count, "position") : "the broker does not say", ReportSections.ToneOf(standing ?? 0))}
            {ReportSections.Card("Drawdown", FigureText.Percent(report.Drawdown, 2), "below the highest session end", report.Drawdown > 0.02 ? "loss" : "")}
            {ReportSections.Card("Predictions", report.Day is { } day ? FigureText.Count(day.Predictions) : FigureText.None, Signals(report.Day))}
            {ReportSections.Card("Last scan", LastScan(report), "New York time")}
            </section>

            """);
    }

    private static string Signals(DayStatus? day) => day is null
        ? "the journal does not answer"
        : $"{FigureText.Counted(day.ByReason.GetValueOrDefault(Core.Risk.ReasonCode.Entered), "order")} sent";

    private static string LastScan(StatusReport report) =>
        FigureText.NewYork(report.Jobs.FirstOrDefault(j => j.Name == Core.Jobs.JobName.MinuteScan)?.Last?.StartedAt) is { Length: > 11 } text ? text[11..] : FigureText.None;
}
