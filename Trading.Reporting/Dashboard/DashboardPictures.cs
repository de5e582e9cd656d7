using Trading.Core.Market;
using Trading.Core.Status;
using Trading.Reporting.Backtests;
using Trading.Reporting.Charts;

namespace Trading.Reporting.Dashboard;

/// <summary>The pictures of a dashboard, drawn by the report's charts.</summary>
internal static class DashboardPictures
{
    private const string NoJournal = "The journal does not answer.";
    private const string NoSession = "No session has ended yet.";

    private static readonly LocalTime Morning = new(9, 30);
    private static readonly LocalTime Evening = new(16, 0);

    /// <summary>Equity at the ends of sessions, and now.</summary>
    public static Markup Equity(StatusReport report)
    {
        var days = report.History;
        var points = days.Select(d => new EquityPoint(ExchangeTime.At(d.Session, Evening), d.Equity)).ToList();
        // Where it began, from which the drawdown is measured, too.
        if (days.Count > 0) points.Insert(0, new(ExchangeTime.At(days[0].Session, Morning), days[0].Equity - days[0].Pnl));
        var sessions = days.Select(d => d.Session).ToList();
        if (report.Account is { Equity: var now } && (sessions.Count == 0 || report.Session.Date > sessions[^1]))
        {
            points.Add(new(Instant.Min(report.At, report.Session.Close), now));
            sessions.Add(report.Session.Date);
        }
        return ReportPictures.Figure(
            "Equity and drawdown",
            EquityChart.Draw(points, sessions),
            Markup.Of(
                $"""
                Above, the account's equity at the end of each session and now; below, how far it stands under its highest so far.
                """),
            report.Day is null ? NoJournal
                : points.Count < 2 ? NoSession
                : $"Equity stayed at {FigureText.Money(points[0].Equity)} throughout.",
            DashboardHistory.OfSessions(days));
    }

    /// <summary>Profit or loss of the last sessions.</summary>
    public static Markup Pnl(StatusReport report) => report.History.Count == 0
        ? ReportPictures.Figure(
            "Profit or loss of each session", Markup.Empty, Markup.Empty, report.Day is null ? NoJournal : NoSession)
        : ReportPictures.DailyPnl(report.History);

    /// <summary>What speaks for the recipe, session by session.</summary>
    public static Markup Evidence(StatusReport report)
    {
        var points = report.Model?.Card?.EvidenceHistory ?? [];
        return ReportSections.Panel(
            "Evidence, session by session",
            Markup.Of($"{EvidenceSections.Picture(points)}{DashboardHistory.OfEvidence(points)}"));
    }

    /// <summary>What was claimed on the record and what came of it, by probability.</summary>
    public static Markup Reliability(StatusReport report, double threshold) => ReportSections.Panel(
        "Calibration",
        ReportPictures.Reliability(
            report.Model?.Card?.Judged?.Reliability ?? [], threshold, "Claimed and actual hit rate on the record",
            "There is no model whose record could be shown."));

    /// <summary>What signals claimed, session by session, and what became of them.</summary>
    public static Markup Claims(StatusReport report) => ReportPictures.Figure(
        "Claimed and actual, session by session",
        ClaimsChart.Draw(report.History),
        Markup.Of(
            $"""
            Of each session's signals: <span class="claimed">– –</span> the hit rate that they claimed,
            <span class="gain">●</span> the one that they had.
            """),
        report.Day is null ? NoJournal : "No two sessions had a signal whose outcome is known.");
}
