using Trading.Core.Market;
using Trading.Core.Status;
using Trading.Simulation.Backtest;
using Trading.Simulation.Reports.Charts;

namespace Trading.Simulation.Reports.Dashboard;

/// <summary>The pictures of a dashboard, drawn by the report's charts.</summary>
internal static class DashboardPictures
{
    private static readonly LocalTime Evening = new(16, 0);

    /// <summary>Equity at the ends of sessions, and now.</summary>
    public static Markup Equity(StatusReport report)
    {
        var days = report.History;
        var points = days.Select(d => new EquityPoint(ExchangeTime.At(d.Session, Evening), d.Equity)).ToList();
        var sessions = days.Select(d => d.Session).ToList();
        if (report.Account is { Equity: var now } && (sessions.Count == 0 || report.Session.Date > sessions[^1]))
        {
            points.Add(new(Instant.Min(report.At, report.Session.Close), now));
            sessions.Add(report.Session.Date);
        }
        return ReportPictures.Figure(
            "Equity and drawdown",
            EquityChart.Draw(points, sessions),
            Markup.Of($"Above, the account's equity at the end of each session and now; below, how far it stands under its highest so far."),
            points.Count < 2 ? "No two sessions yet." : $"Equity stayed at {FigureText.Money(points[0].Equity)} throughout.");
    }

    /// <summary>Profit or loss of the last sessions.</summary>
    public static Markup Pnl(StatusReport report) => ReportPictures.DailyPnl(report.History);

    /// <summary>What signals claimed, session by session, and what became of them.</summary>
    public static Markup Claims(StatusReport report) => ReportPictures.Figure(
        "Claimed and actual, session by session",
        ClaimsChart.Draw(report.History),
        Markup.Of($"Of each session's signals: <span class=\"claimed\">– –</span> the hit rate that they claimed, <span class=\"gain\">●</span> the one that they had."),
        "No two sessions had a signal whose outcome is known.");

    /// <summary>How well the model in use was calibrated when it was judged.</summary>
    public static Markup Judgement(StatusReport report, double threshold) => report.Model?.Card is { Judged.Reliability: { Count: > 0 } bins }
        ? ReportPictures.Reliability(bins, threshold)
        : ReportPictures.Figure("Claimed and actual hit rate", Markup.Empty, Markup.Empty, "There is no model whose judgement could be shown.");
}
