using Trading.Cli.Output;
using Trading.Core.Evaluation;
using Trading.Core.Learning.Evidence;
using Trading.Reporting;

namespace Trading.Cli.Evaluating;

/// <summary>An evaluation on a terminal of 80 columns: what is proved first, then the figures in three small tables.</summary>
internal static class EvaluationPage
{
    /// <summary>Creates the page.</summary>
    public static Page Of(EvaluationReport report) => new(
        $"Evaluation of recipe {report.Recipe.Id}",
        [
            new Sentence(report.Conclusion, ToneOf(report.Evidence)),
            .. report.Notes.Concat(RangeText.Of(report)).Select(note => new Sentence(note, Tone.Caution)),
            new Facts(
                new("recipe", EvaluationText.Of(report.Recipe)),
                new("forecast", $"{FigureText.Counted(report.Forecast.Sessions, "session")}, "
                    + $"{FigureText.Date(report.Forecast.First)} to {FigureText.Date(report.Forecast.Last)}, "
                    + $"{FigureText.Counted(report.Forecast.Rows, "row")}, {FigureText.Percent(report.Forecast.BaseRate)} with a "
                    + "profit"),
                new("gain", $"{Gain(report.Scores.GainOverBase)} nats over the base forecast"),
                new("over a coin", $"{Gain(report.Scores.GainOverCoin)} nats")),
            Scores(report.Scores),
            Thresholds(report),
            Accounts(report),
            new Facts(
                new("random entries", report.Baselines.Random is { } random
                    ? $"{Bps(random.NetBpsATrade)} bp a trade ({Bps(random.NetBpsInterval.Low)} to "
                    + $"{Bps(random.NetBpsInterval.High)})"
                    : "none, because the account made no trade"),
                new("Sharpe ratio", Sharpe(report.Trials)),
                new("page", report.Page ?? FigureText.None),
                new("took", $"{FigureText.Number(report.Timings.Total, 1)} s, "
                    + $"{FigureText.Counted(report.Timings.SessionsBuilt, "session")} forecast anew")),
            .. report.Sweep is { } sweep ? new Block[] { new Facts(new Fact("on Azure", SweepText.Of(sweep))) } : [],
        ]);

    private static Listing Scores(ForecastScores scores) => new(
        "How good the probabilities are (95 % by session)",
        [
            Column.Name("forecast"), Column.Figure("log-loss"), Column.Figure("from").Below(1), Column.Figure("to").Below(1),
            Column.Figure("Brier"), Column.Figure("AUC"), Column.Figure("accuracy"),
        ],
        [.. scores.Scores.Select(score => (IReadOnlyList<string>)
            [
                FigureText.Words($"{score.Forecast}"),
                FigureText.Number(score.LogLoss.Value, 4),
                FigureText.Number(score.LogLoss.Interval?.Low, 4),
                FigureText.Number(score.LogLoss.Interval?.High, 4),
                FigureText.Number(score.Brier.Value, 4),
                FigureText.Number(score.Auc?.Value, 3),
                FigureText.Percent(score.Accuracy.Value),
            ])]);

    private static Listing Thresholds(EvaluationReport report) => new(
        "Forecasts at or above a threshold (± one standard error by session)",
        [
            Column.Figure("from"), Column.Figure("signals"), Column.Figure("sessions").Below(1), Column.Figure("claimed"),
            Column.Figure("came true"), Column.Figure("bp a trade"), Column.Figure("a session").Below(1),
        ],
        [.. WithSignals(report.Thresholds).Select(row => (IReadOnlyList<string>)
            [
                FigureText.Number(row.Threshold, 2),
                FigureText.Count(row.Signals),
                FigureText.Count(row.Sessions),
                FigureText.Percent(row.Claimed),
                row.CameTrue is { } hits
                    ? $"{FigureText.Percent(hits.Value)} ± {FigureText.Number(hits.StandardError * 100, 1)}" : FigureText.None,
                row.NetBpsATrade is { } net ? $"{Bps(net.Value)} ± {FigureText.Number(net.StandardError, 1)}" : FigureText.None,
                row.NetBpsASession is { } mean
                    ? $"{Bps(mean.Mean)} ± {FigureText.Number(mean.StandardError, 1)}" : FigureText.None,
            ])]);

    // Above the first threshold without a signal there is none.
    private static IEnumerable<ThresholdRow> WithSignals(IReadOnlyList<ThresholdRow> rows) =>
        rows.Take(Math.Max(1, rows.Count(row => row.Signals > 0) + 1));

    private static Listing Accounts(EvaluationReport report) => new(
        $"A simple account ({FigureText.Number(report.MinConfidence, 2)}) beside doing without a model",
        [
            Column.Name("account"), Column.Figure("trades"), Column.Figure("bp a trade"), Column.Figure("return"),
            Column.Figure("Sharpe").Below(1), Column.Figure("drawdown").Below(1),
        ],
        [
            Account("the signals", report.Account),
            Account("MACD cross", report.Baselines.MacdCross),
            Held("buy and hold", report.Baselines.BuyAndHold),
            Held("without nights", report.Baselines.RegularHours),
        ]);

    private static IReadOnlyList<string> Account(string name, AccountReport account) =>
    [
        name,
        FigureText.Count(account.Trades.Trades),
        account.Trades.NetBpsATrade is { } net
            ? $"{Bps(net.Value)} ± {FigureText.Number(net.StandardError, 1)}" : FigureText.None,
        .. Equity(account.Equity),
    ];

    private static IReadOnlyList<string> Held(string name, EquityFigures equity) =>
        [name, FigureText.None, FigureText.None, .. Equity(equity)];

    private static IEnumerable<string> Equity(EquityFigures equity) =>
    [
        FigureText.Percent(equity.Return, 2, withPlus: true),
        FigureText.Number(equity.Sharpe, 2),
        FigureText.Percent(equity.MaxDrawdown, 2),
    ];

    private static string Sharpe(TrialReport trials) => trials.DeflatedSharpe is null
        ? $"none, because the account made no trade ({FigureText.Counted(trials.Count, "trial")} so far)"
        : $"above zero with probability {FigureText.Percent(trials.ProbabilisticSharpe)}, above the best of "
            + $"{FigureText.Counted(trials.Count, "trial")} by chance with {FigureText.Percent(trials.DeflatedSharpe)}";

    private static string Gain(Estimate gain) =>
        $"{FigureText.Number(gain.Value, 5, withPlus: true)} ({FigureText.Number(gain.Interval?.Low, 5, withPlus: true)} to "
        + $"{FigureText.Number(gain.Interval?.High, 5, withPlus: true)})";

    private static string Bps(double bps) => FigureText.Number(bps, 1, withPlus: true);

    private static Tone ToneOf(EvidenceReport evidence) => evidence.Last.Standing switch
    {
        RecipeStanding.Proven => Tone.Good,
        RecipeStanding.Doubted => Tone.Bad,
        _ => Tone.Caution,
    };
}
