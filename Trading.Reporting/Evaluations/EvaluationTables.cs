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
        <tr><th>Gain over the base forecast</th><td>{Interval(scores.GainOverBase, Nats5)}</td><td></td><td></td><td></td></tr>
        <tr><th>Gain over a coin</th><td>{Interval(scores.GainOverCoin, Nats5)}</td><td></td><td></td><td></td></tr>
        </tbody></table>
        """),
        Markup.Of(
            $"""
            In brackets 95 % intervals by a block bootstrap of sessions. The majority class is the best constant, known in hindsight
            alone. The base forecast knows time, volatility and the plan, and nothing of direction.
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
            All forecasts at or above the threshold, each as if it were traded alone, after costs; ± one standard error by session. A
            trade: each signal counts once. A session: each session counts once.
            """));

    /// <summary>The account beside what needs no model.</summary>
    public static Markup Accounts(EvaluationReport report) => Wide("A simple account, and doing without a model", Markup.Of(
        $"""
        <table><thead><tr><th></th><th>Trades</th><th>Won</th><th>Net bp a trade</th><th>Return</th><th>Sharpe</th><th>Sortino</th>
        <th>Calmar</th><th>Drawdown</th><th>Profit factor</th><th>Turnover</th><th>In the market</th><th>Held minutes</th>
        </tr></thead><tbody>
        {Account($"Signals at {FigureText.Percent(report.MinConfidence, 0)}", report.Account)}
        {Account("MACD crosses its signal line", report.Baselines.MacdCross)}
        {Held("Buy and hold", report.Baselines.BuyAndHold)}
        {Held("Buy and hold, without nights", report.Baselines.RegularHours)}
        {Random(report.Baselines.Random)}
        </tbody></table>
        """),
        Markup.Of(
            $"""
            Equal dollars for each position: the equity at the open over {report.Account.Rules.MaxOpenPositions} positions, fractions of
            shares allowed; one position a symbol; no entry in the last
            {FigureText.Number(report.Account.Rules.NoEntryBeforeClose.TotalMinutes, 0)} minutes. Stop, target, exit and costs are the
            plan's, for the MACD rule too. Turnover: of the equity, a session. In the market: share of the time, and in brackets the
            mean share of the equity. Drawdown between closes. Random entries: as many trades, each held as long, at random
            sessions, symbols and minutes; in brackets the middle 95 % of
            {FigureText.Count(report.Baselines.Random?.Draws ?? 0)} draws.
            """));

    private static Markup Row(ForecastScore score) => Markup.Of(
        $"""
        <tr><th>{FigureText.Words($"{score.Forecast}")}</th><td>{Interval(score.LogLoss, Nats)}</td>
        <td>{Interval(score.Brier, Nats)}</td><td>{Interval(score.Auc, v => FigureText.Number(v, 3))}</td>
        <td>{Interval(score.Accuracy, v => FigureText.Percent(v))}</td></tr>
        """);

    private static Markup Row(ThresholdRow row, double minConfidence) => Markup.Of(
        $"""
        <tr class="{(row.Threshold.Equals(minConfidence) ? "chosen" : "")}"><th>{FigureText.Number(row.Threshold, 2)}</th>
        <td>{FigureText.Count(row.Signals)}</td>
        <td>{FigureText.Count(row.Sessions)}</td><td>{FigureText.Percent(row.Claimed)}</td>
        <td>{Error(row.CameTrue, 100, 1)}{Unit(row.CameTrue)}</td><td>{Error(row.Excess, 100, 1)}{Unit(row.Excess)}</td>
        <td>{Error(row.NetBpsATrade, 1, 1)}</td><td>{Error(row.NetBpsASession)}</td></tr>
        """);

    private static Markup Account(string name, AccountReport account) => Markup.Of(
        $"""
        <tr><th>{name}</th><td>{FigureText.Count(account.Trades.Trades)}</td><td>{FigureText.Percent(account.Trades.Won?.Value)}</td>
        <td>{Error(account.Trades.NetBpsATrade, 1, 1)}</td>{Equity(account.Equity)}
        <td>{FigureText.Number(account.Trades.ProfitFactor, 2)}</td>
        <td>{FigureText.Percent(account.Trades.TurnoverASession, 0)}</td>
        <td>{FigureText.Percent(account.Trades.ExposureInTime, 0)} ({FigureText.Percent(account.Trades.ExposureOfEquity, 0)})</td>
        <td>{FigureText.Number(account.Trades.MeanMinutes, 0)}</td></tr>
        """);

    private static Markup Held(string name, EquityFigures equity) => Markup.Of(
        $"<tr><th>{name}</th><td></td><td></td><td></td>{Equity(equity)}<td></td><td></td><td></td><td></td></tr>\n");

    private static Markup Random(RandomEntries? random) => random is null
        ? Markup.Of($"<tr><th>Random entries</th><td colspan=\"12\">none, because the account made no trade</td></tr>\n")
        : Markup.Of(
            $"""
            <tr><th>Random entries</th><td></td><td></td>
            <td>{Range(random.NetBpsATrade, random.NetBpsInterval, v => FigureText.Number(v, 1, withPlus: true))}</td>
            <td>{Range(random.Return, random.ReturnInterval, v => FigureText.Percent(v, 2, withPlus: true))}</td>
            <td></td><td></td><td></td><td></td><td></td><td></td><td></td><td></td></tr>
            """);

    private static Markup Equity(EquityFigures equity) => Markup.Of(
        $"""
        <td>{FigureText.Percent(equity.Return, 2, withPlus: true)}</td><td>{FigureText.Number(equity.Sharpe, 2)}</td>
        <td>{FigureText.Number(equity.Sortino, 2)}</td><td>{FigureText.Number(equity.Calmar, 2)}</td>
        <td>{FigureText.Percent(equity.MaxDrawdown, 2)}</td>
        """);

    private static Markup Wide(string title, Markup table, Markup note) => ReportSections.Panel(
        title, Markup.Of($"<div class=\"scroll\">{table}</div><p class=\"note\">{note}</p>"), "panel wide");

    private static string Interval(Estimate? estimate, Func<double, string> text) => estimate switch
    {
        null => FigureText.None,
        { Interval: null } => text(estimate.Value),
        { Interval: { } interval } => Range(estimate.Value, interval, text),
    };

    private static string Range(double value, ConfidenceInterval interval, Func<double, string> text) =>
        $"{text(value)} ({text(interval.Low)} to {text(interval.High)})";

    private static string Error(SessionRatio? ratio, double scale, int decimals) => ratio is null ? FigureText.None
        : $"{FigureText.Number(ratio.Value * scale, decimals)} ± {FigureText.Number(ratio.StandardError * scale, decimals)}";

    private static string Error(SessionMean? mean) => mean is null ? FigureText.None
        : $"{FigureText.Number(mean.Mean, 1)} ± {FigureText.Number(mean.StandardError, 1)}";

    private static string Unit(SessionRatio? ratio) => ratio is null ? "" : " %";

    private static string Nats(double value) => FigureText.Number(value, 4);

    private static string Nats5(double value) => FigureText.Number(value, 5, withPlus: true);
}
