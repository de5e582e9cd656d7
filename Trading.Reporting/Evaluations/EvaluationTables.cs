using Trading.Core.Evaluation;
using Trading.Core.Statistics;

namespace Trading.Reporting.Evaluations;

/// <summary>The tables of an evaluation; on a phone they scroll sideways.</summary>
internal static class EvaluationTables
{
    /// <summary>Scores of the model beside what it must beat.</summary>
    public static Markup Scores(ForecastScores scores) => Wide("How good the probabilities are", Markup.Of(
        $"""
        <table><thead><tr><th></th><th>Log-loss, nats</th><th>Brier</th><th>AUC</th><th>Accuracy</th></tr></thead><tbody>
        {Markup.Join(scores.Scores.Select(Row))}
        <tr><th>Gain over base</th><td>{Interval(scores.GainOverBase, Nats5)}</td><td></td><td></td><td></td></tr>
        <tr><th>Gain over coin</th><td>{Interval(scores.GainOverCoin, Nats5)}</td><td></td><td></td><td></td></tr>
        </tbody></table>
        """),
        Markup.Of(
            $"""
            In brackets 95 % intervals by a block bootstrap of sessions. The majority class is the best constant, known in
            hindsight alone. The base forecast knows time, volatility and the plan, and nothing of direction.
            """));

    /// <summary>The table by confidence threshold.</summary>
    public static Markup Thresholds(EvaluationReport report) => Wide("By confidence", Markup.Of(
        $"""
        <table><thead><tr><th>At or above</th><th>Signals</th><th>Sessions</th><th>Claimed</th><th>Came true</th>
        <th>Claimed less came true</th><th>Net bp a trade</th><th>Net bp a session</th></tr></thead><tbody>
        {Markup.Join(report.Thresholds.Select(row => Row(row, report.MinConfidence)))}
        </tbody></table>
        """),
        Markup.Of(
            $"""
            All forecasts at or above the threshold, each as if it were traded alone, after costs; ± one standard error by
            session. A trade: each signal counts once. A session: each session counts once.
            """));

    private static Markup Row(ForecastScore score) => Markup.Of(
        $"""
        <tr><th>{FigureText.Words($"{score.Forecast}")}</th><td>{Interval(score.LogLoss, Nats)}</td>
        <td>{Interval(score.Brier, Nats)}</td><td>{Interval(score.Auc, v => FigureText.Number(v, 3))}</td>
        <td>{Interval(score.Accuracy, v => FigureText.Number(v * 100, 1))} %</td></tr>
        """);

    private static Markup Row(ThresholdRow row, double minConfidence) => Markup.Of(
        $"""
        <tr class="{(row.Threshold.Equals(minConfidence) ? "chosen" : "")}"><th>{FigureText.Number(row.Threshold, 2)}</th>
        <td>{FigureText.Count(row.Signals)}</td>
        <td>{FigureText.Count(row.Sessions)}</td><td>{FigureText.Percent(row.Claimed)}</td>
        <td>{Error(row.CameTrue, 100, 1)}{Unit(row.CameTrue)}</td><td>{Error(row.Excess, 100, 1)}{Unit(row.Excess)}</td>
        <td>{Error(row.NetBpsATrade, 1, 1)}</td><td>{Error(row.NetBpsASession)}</td></tr>
        """);

    /// <summary>A table that takes the page's width, with what to know of it.</summary>
    internal static Markup Wide(string title, Markup table, Markup note) => ReportSections.Panel(
        title, Markup.Of($"<div class=\"scroll\">{table}</div><p class=\"note\">{note}</p>"), "panel wide");

    private static string Interval(Estimate? estimate, Func<double, string> text) => estimate switch
    {
        null => FigureText.None,
        { Interval: null } => text(estimate.Value),
        { Interval: { } interval } => Range(estimate.Value, interval, text),
    };

    /// <summary>A figure with its interval.</summary>
    internal static string Range(double value, ConfidenceInterval interval, Func<double, string> text) =>
        $"{text(value)} [{text(interval.Low)}, {text(interval.High)}]";

    /// <summary>A figure with its standard error.</summary>
    internal static string Error(SessionRatio? ratio, double scale, int decimals) => ratio is null ? FigureText.None
        : $"{FigureText.Number(ratio.Value * scale, decimals)} ± {FigureText.Number(ratio.StandardError * scale, decimals)}";

    private static string Error(SessionMean? mean) => mean is null ? FigureText.None
        : $"{FigureText.Number(mean.Mean, 1)} ± {FigureText.Number(mean.StandardError, 1)}";

    private static string Unit(SessionRatio? ratio) => ratio is null ? "" : " %";

    private static string Nats(double value) => FigureText.Number(value, 4);

    private static string Nats5(double value) => FigureText.Number(value, 5, withPlus: true);
}
