using Trading.Core.Learning;
using Trading.Reporting.Backtests;

namespace Trading.Reporting;

/// <summary>What a backtest comes to, in one honest sentence.</summary>
public static class Conclusion
{
    /// <summary>Below so many sessions a Sharpe ratio says little.</summary>
    public const int FewSessions = 60;

    /// <summary>One sentence that says what the run showed, worst news first.</summary>
    public static string Of(BacktestSummary summary) =>
        (summary.Standing, summary.Trades) switch
        {
            (ModelStanding.Probation or ModelStanding.Assumed, 0) =>
                $"The model is unproven, and {Uncapitalised(WithoutTrades(summary))}",
            (ModelStanding.Probation, _) => $"The model is unproven (on probation, one share a signal): {WithTrades(summary)}",
            (ModelStanding.Assumed, _) => $"The model is unproven (it was allowed to trade all the same): {WithTrades(summary)}",
            (ModelStanding.Doubted, 0) => "The model is doubted, so nothing was traded.",
            (ModelStanding.Doubted, _) => $"The model is doubted: {WithTrades(summary)}",
            (_, 0) => WithoutTrades(summary),
            _ => WithTrades(summary),
        };

    /// <summary>Whether the model in use may trade without having proved itself: one share a signal on probation, or in
    /// full.</summary>
    public static bool IsUnproven(BacktestSummary summary) =>
        summary.Standing is ModelStanding.Probation or ModelStanding.Assumed;

    private static string WithoutTrades(BacktestSummary summary)
    {
        if (summary.Entries > 0) return $"{FigureText.Counted(summary.Entries, "entry order")} led to no closed trade.";
        if (summary.ModelsTrained == 0) return "No model was trained, so nothing was traded.";
        if (summary.ModelsPromoted == 0 && !IsUnproven(summary))
            return "Nothing was proved, so nothing was traded.";
        return summary.Predictions == 0
            ? "No prediction was made, so nothing was traded."
            : $"No prediction led to a trade; most often: {Uncapitalised(FigureText.Words(MostFrequentReason(summary)))}.";
    }

    private static string WithTrades(BacktestSummary summary)
    {
        var result = summary.NetPnl switch
        {
            > 0 => $"made {FigureText.Money(summary.NetPnl)}",
            < 0 => $"lost {FigureText.Money(-summary.NetPnl)}",
            _ => "made nothing",
        };
        return $"{FigureText.Counted(summary.Trades, "trade")} {result} after costs "
            + $"({FigureText.Percent(summary.Return, 2, withPlus: true)}); {Belief(summary)}.";
    }

    private static string Belief(BacktestSummary summary)
    {
        var chance = $"probability that the true Sharpe ratio is above zero: {FigureText.Percent(summary.ProbabilisticSharpe)}";
        return summary switch
        {
            { Sessions: 1 } => "one session cannot tell skill from luck",
            { Sessions: < FewSessions } => $"{FigureText.Count(summary.Sessions)} sessions are too few to tell skill from luck",
            { ProbabilisticSharpe: >= 0.95 } => $"that is more than chance ({chance})",
            { ProbabilisticSharpe: <= 0.05 } => $"that is worse than chance ({chance})",
            _ => $"that cannot be told from luck ({chance})",
        };
    }

    private static string MostFrequentReason(BacktestSummary summary) =>
        summary.Decisions.Count == 0 ? "no reason was recorded" : summary.Decisions.MaxBy(decision => decision.Value).Key;

    private static string Uncapitalised(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
