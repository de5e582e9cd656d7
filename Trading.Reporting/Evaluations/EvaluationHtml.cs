using Trading.Core.Evaluation;
using Trading.Core.Learning.Evidence;
using Trading.Core.Training;

namespace Trading.Reporting.Evaluations;

/// <summary>An evaluation as one HTML file that needs nothing else: no script, no link, no font, its pictures drawn in
/// SVG.</summary>
public static class EvaluationHtml
{
    private const string Style =
        """
        .accent { color: var(--accent); }
        .muted { color: var(--muted); }
        .scroll th:last-child { text-align: right; }
        tr.chosen { background: color-mix(in srgb, var(--accent) 12%, transparent); }

        """;

    /// <summary>Renders the page. It follows the reader's light or dark setting and fits a phone.</summary>
    public static string Render(EvaluationReport report) => PageShell.Render(new PageParts(
        $"Evaluation of recipe {report.Recipe.Id}, {FigureText.Date(report.Forecast.First)} to "
        + $"{FigureText.Date(report.Forecast.Last)}",
        Markup.Of($"Evaluation of recipe {report.Recipe.Id}"), Lead(report), Body(report), Footer(report.Timings))
    {
        Style = Style,
    });

    private static Markup Lead(EvaluationReport report) => Markup.Of(
        $"""
        <p class="conclusion {ToneOf(report.Evidence)}">{report.Conclusion}</p>
        {Markup.Join(report.Notes.Select(note => Markup.Of($"<p class=\"conclusion caution\">{note}</p>")))}
        <p class="note">{EvaluationText.Of(report.Recipe)}. Each of {FigureText.Counted(report.Forecast.Sessions, "session")} from
        {FigureText.Date(report.Forecast.First)} to {FigureText.Date(report.Forecast.Last)} was forecast by a model that had
        learned from earlier sessions alone, and calibrated with what was known before it.</p>
        """);

    private static Markup Body(EvaluationReport report) => Markup.Of(
        $"""
        {Cards(report)}
        <div class="grid pictures">
        {EvaluationPictures.Evidence(report)}{EvaluationPictures.Claims(report)}
        {EvaluationPictures.Accounts(report)}{EvaluationPictures.Calibration(report)}</div>
        {ReportSections.Range(RangeText.Of(report))}
        {EvaluationTables.Thresholds(report)}{EvaluationTables.Scores(report.Scores)}{AccountTable.Of(report)}
        """);

    private static Markup Cards(EvaluationReport report)
    {
        var (signals, trials, last) = (report.Signals, report.Trials, report.Evidence.Last);
        var net = signals.NetBpsATrade;
        return Markup.Of(
            $"""
            <section class="cards" aria-label="Key figures">
            {ReportSections.Card(
                "Evidence that it knows", EvidenceText.Odds(Math.Min(last.OverBase, last.OverTrivial)),
                $"{FigureText.Count((int)EvidenceBars.Forecast * report.Evidence.Trials)} : 1 is needed")}
            {ReportSections.Card(
                "Evidence that it pays", EvidenceText.Odds(last.Profit),
                $"{FigureText.Count((int)EvidenceBars.Profit * report.Evidence.Trials)} : 1 is needed")}
            {ReportSections.Card(
                $"Signals at {FigureText.Percent(report.MinConfidence, 0)}", FigureText.Count(signals.Signals),
                $"on {FigureText.Counted(signals.Sessions, "session")}")}
            {ReportSections.Card("Came true", FigureText.Percent(signals.CameTrue?.Value),
                signals.Claimed is null ? "no signal" : $"claimed {FigureText.Percent(signals.Claimed)}")}
            {ReportSections.Card("Net a trade",
                net is null ? FigureText.None : $"{FigureText.Number(net.Value, 1, withPlus: true)} bp",
                net is null ? "no signal" : $"± {FigureText.Number(net.StandardError, 1)} by session",
                ReportSections.ToneOf((decimal)(net?.Value ?? 0)))}
            {ReportSections.Card(
                "Sharpe above zero", FigureText.Percent(trials.ProbabilisticSharpe),
                trials.DeflatedSharpe is null
                    ? $"the account made no trade; {FigureText.Counted(trials.Count, "trial")} so far"
                    : $"{FigureText.Percent(trials.DeflatedSharpe)} above the best of "
                        + $"{FigureText.Counted(trials.Count, "trial")} by chance "
                        + $"({FigureText.Number(trials.ExpectedMaximum, 2)})")}
            </section>
            """);
    }

    private static Markup Footer(EvaluationTimings timings) => Markup.Of(
        $"""
        Took {FigureText.Number(timings.Total, 1)} s: bars {FigureText.Number(timings.Bars, 1)} s, record
        {FigureText.Number(timings.Record, 1)} s ({FigureText.Counted(timings.SessionsBuilt, "session")} forecast anew), figures
        {FigureText.Number(timings.Figures, 1)} s.
        """);

    private static string ToneOf(EvidenceReport evidence) => evidence.Last.Standing switch
    {
        RecipeStanding.Proven => "",
        RecipeStanding.Doubted => "bad",
        _ => "caution",
    };
}
