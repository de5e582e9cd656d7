using Trading.Core.Orders;
using Trading.Core.Statistics;
using Trading.Reporting.Backtests;

namespace Trading.Reporting;

/// <summary>A backtest as one HTML file that needs nothing else: no script, no link, no font, its pictures drawn in
/// SVG.</summary>
public static class HtmlReport
{
    /// <summary>Renders the page. It follows the reader's light or dark setting and fits a phone.</summary>
    public static string Render(BacktestResult result)
    {
        var summary = result.Summary;
        var title = $"{summary.Run}, {FigureText.Date(summary.From)} to {FigureText.Date(summary.To)}";
        return PageShell.Render(new PageParts(title, Markup.Of($"{summary.Run}"), Lead(summary), Body(result), Footer(summary)));
    }

    private static Markup Lead(BacktestSummary summary) => Markup.Of(
        $"""
        <p>{FigureText.Date(summary.From)} to {FigureText.Date(summary.To)},
        {FigureText.Counted(summary.Sessions, "session")}. All times are New York's.</p>
        <p class="conclusion {ToneOf(summary)}">{Conclusion.Of(summary)}{Alarm(summary)}</p>
        <p class="note">{summary.Model}</p>
        """);

    private static Markup Body(BacktestResult result)
    {
        var summary = result.Summary;
        LocalDate[] sessions = [.. result.Days.Select(day => day.Session)];
        return Markup.Of(
            $"""
            {ReportSections.Honesty(result)}
            {ReportSections.Cards(summary, SessionsNeeded(result))}
            {ReportSections.Range(RangeText.Of(summary))}
            <div class="grid">{ReportSections.Baselines(summary)}{ReportSections.Violations(summary)}</div>
            <div class="grid pictures">
            {ReportPictures.Equity(result.Equity, sessions)}
            {ReportPictures.Trades(result.Prices, result.Trades, RulesOf(result))}
            {ReportPictures.DailyPnl(result.Days)}
            {ReportPictures.Importance(result.Models)}
            {ReportSections.Decisions(summary)}</div>
            {ReportTables.Models(result.Models)}{ReportTables.Trades(result.Trades)}
            """);
    }

    private static Markup Footer(BacktestSummary summary) => Markup.Of(
        $"""
        {FigureText.Count(summary.Bars)} bars, {FigureText.Counted(summary.Predictions, "prediction")};
        models: {FigureText.Count(summary.ModelsTrained)} trained, {FigureText.Count(summary.ModelsPromoted)} promoted,
        {FigureText.Count(summary.ModelsRetired)} retired. Took {FigureText.Number(summary.ElapsedSeconds, 1)} s
        ({FigureText.Number(summary.BarsPerSecond, 0)} bars a second, training included).
        """);

    /// <summary>From the days' equity; null when the start or the days are not known.</summary>
    private static double? SessionsNeeded(BacktestResult result) => result is { Equity: [var start, ..], Days.Count: > 1 }
        ? SharpeStatistics.SessionsNeeded(SharpeStatistics.DailyReturns(start.Equity, result.Days.Select(day => day.Equity)))
        : null;

    private static TradePlan? RulesOf(BacktestResult result) => result.Models.Count > 0 ? result.Models[^1].Label : null;

    private static string ToneOf(BacktestSummary summary) =>
        summary.Violations.Count > 0 || !summary.FlatAtEveryClose ? "bad" : Conclusion.IsUnproven(summary) ? "caution" : "";

    private static string Alarm(BacktestSummary summary) => summary.Violations.Count == 0
        ? ""
        : " Something that must always hold did not: do not trust these figures.";
}
