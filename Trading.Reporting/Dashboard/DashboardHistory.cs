using Trading.Core.Learning.Evidence;
using Trading.Core.Storage;
using Trading.Core.Training;

namespace Trading.Reporting.Dashboard;

/// <summary>The figures behind the pictures, as tables that open on demand.</summary>
internal static class DashboardHistory
{
    /// <summary>Equity, profit or loss, and what signals claimed, the newest session first.</summary>
    public static Markup OfSessions(IReadOnlyList<PerformanceRow> days) => days.Count == 0 ? Markup.Empty : Folded(
        "sessions-table", "The sessions as a table",
        ["Session", "Equity", "P&L", "Trades (wins)", "Claimed", "Actual"],
        days.Reverse().Select(day => Row(
            FigureText.Date(day.Session), FigureText.Money(day.Equity), FigureText.Money(day.Pnl, withPlus: true),
            $"{FigureText.Count(day.Trades)} ({FigureText.Count(day.Wins)})", Rate(day.SignalsClaimed, day.Signals),
            Rate(day.SignalsHit, day.Signals))));

    /// <summary>The odds, the newest session first.</summary>
    public static Markup OfEvidence(IReadOnlyList<EvidencePoint> points) => points.Count == 0 ? Markup.Empty : Folded(
        "evidence-table", "The evidence as a table",
        ["Session", "Beats base", "Beats coin", "Earns", "Doubt"],
        points.Reverse().Take(60).Select(point => Row(
            FigureText.Date(point.Session), EvidenceText.Odds(point.OverBase), EvidenceText.Odds(point.OverTrivial),
            EvidenceText.Odds(point.Profit), EvidenceText.Odds(point.Doubt))));

    private static string Rate(double sum, int count) => FigureText.Percent(count == 0 ? null : sum / count);

    private static Markup Folded(string id, string title, IEnumerable<string> headings, IEnumerable<Markup> rows) => Markup.Of(
        $"""
        <details id="{id}"><summary>{title}</summary>
        {DashboardGrid.Of(title, headings.Select(DashboardGrid.One), rows, "tall")}
        </details>
        """);

    private static Markup Row(string name, params IEnumerable<string> figures) => Markup.Of(
        $"<tr><th scope=\"row\">{name}</th>{Markup.Join(figures.Select(f => Markup.Of($"<td>{f}</td>")))}</tr>\n");
}
