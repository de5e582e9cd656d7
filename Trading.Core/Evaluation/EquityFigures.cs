using Trading.Core.Statistics;

namespace Trading.Core.Evaluation;

/// <summary>What an account's equity came to. Ratios are null where there is nothing to divide by.</summary>
public sealed record EquityFigures
{
    /// <summary>Whole return, as a fraction, after costs.</summary>
    public required double Return { get; init; }

    /// <summary>Mean over standard deviation of daily returns, times the root of 252.</summary>
    public required double? Sharpe { get; init; }

    /// <summary>Mean over downside deviation of daily returns, times the root of 252.</summary>
    public required double? Sortino { get; init; }

    /// <summary>Compound annual growth over the largest drawdown.</summary>
    public required double? Calmar { get; init; }

    /// <summary>Largest fall between session ends from the highest so far, as a fraction of that.</summary>
    public required double MaxDrawdown { get; init; }

    /// <summary>Probability that the true Sharpe ratio is above zero.</summary>
    public required double? ProbabilisticSharpe { get; init; }

    /// <summary>Returns of the sessions, in order, as fractions.</summary>
    public required IReadOnlyList<double> DailyReturns { get; init; }

    /// <summary>The figures of an account.</summary>
    /// <param name="equity">Dollars: before the first session, and after each.</param>
    public static EquityFigures Of(IReadOnlyList<decimal> equity)
    {
        var daily = SharpeStatistics.DailyReturns(equity[0], equity.Skip(1));
        return new EquityFigures
        {
            Return = (double)((equity[^1] / equity[0]) - 1),
            Sharpe = SharpeStatistics.Annualised(daily),
            Sortino = SortinoRatio.Annualised(daily),
            Calmar = CalmarRatio.Of(daily),
            MaxDrawdown = Drawdown.Over(equity).Largest,
            ProbabilisticSharpe = SharpeStatistics.ProbabilityAboveZero(daily),
            DailyReturns = daily,
        };
    }
}
