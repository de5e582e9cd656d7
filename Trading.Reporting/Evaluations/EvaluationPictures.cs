using Trading.Core.Evaluation;
using Trading.Reporting.Charts;

namespace Trading.Reporting.Evaluations;

/// <summary>The pictures of an evaluation, each with its title and legend.</summary>
internal static class EvaluationPictures
{
    private const string TooFew = "There are too few sessions to draw.";

    /// <summary>The odds over time.</summary>
    public static Markup Evidence(EvaluationReport report) => ReportPictures.Figure(
        "Evidence over time",
        EvidenceChart.Draw([.. report.Steps.Select(step => step.Evidence)]),
        EvidenceSections.Legend,
        TooFew);

    /// <summary>Claimed beside what came true.</summary>
    public static Markup Claims(EvaluationReport report) => ReportPictures.Figure(
        "What was claimed and what came true",
        HoldingClaimsChart.Draw(report.Reliability, report.MinConfidence),
        Markup.Of(
            $"""
            On the dashed diagonal a claim is kept; below it the model boasts. Bars: 95 % by session. A larger point stands for
            more forecasts. The red line is the threshold of {FigureText.Percent(report.MinConfidence, 0)}.
            """),
        "There is no forecast.");

    /// <summary>Returns over time.</summary>
    public static Markup Accounts(EvaluationReport report) => ReportPictures.Figure(
        "Return so far",
        AccountsChart.Draw(report),
        Markup.Of(
            $"""
            <span class="accent">The account that takes each signal</span>, <span class="loss">the MACD rule</span>,
            <span class="muted">buy and hold</span> (dashed: without nights). After costs.
            """),
        TooFew);

    /// <summary>Calibration over time.</summary>
    public static Markup Calibration(EvaluationReport report) => ReportPictures.Figure(
        "How far the scores were believed",
        CalibrationChart.Draw(report.Steps),
        Markup.Of(
            $"""
            <span class="accent">Trust</span>: the share of a score's difference from the base forecast that is believed; 0 is
            nothing, 1 is all. <span class="muted">Level</span>: log-odds added to the base forecast. Both were learned from the
            sessions before.
            """),
        TooFew);
}
