using MathNet.Numerics.Distributions;

namespace Trading.Core.Statistics;

/// <summary>
/// The Sharpe ratio of daily returns, and how certain it is: Bailey and Lopez de Prado (2012), "The Sharpe Ratio
/// Efficient Frontier". It uses no risk-free rate, because no position is held overnight.
/// </summary>
public static class SharpeStatistics
{
    /// <summary>Sessions in a year.</summary>
    public const int SessionsPerYear = 252;

    /// <summary>
    /// Returns of consecutive sessions as fractions, from the equity before the first and at the end of each, dollars.
    /// </summary>
    public static double[] DailyReturns(decimal start, IEnumerable<decimal> sessionEnds)
    {
        var returns = new List<double>();
        foreach (var equity in sessionEnds)
        {
            returns.Add((double)((equity / start) - 1m));
            start = equity;
        }
        return [.. returns];
    }

    /// <summary>
    /// Mean over sample standard deviation of daily returns, times the root of <see cref="SessionsPerYear"/>; null below two
    /// sessions or without variation.
    /// </summary>
    public static double? Annualised(IReadOnlyList<double> dailyReturns) =>
        ReturnMoments.Of(dailyReturns)?.Sharpe * Math.Sqrt(SessionsPerYear);

    /// <summary>
    /// Mean over sample standard deviation of daily returns, not annualised: what <see cref="DeflatedSharpe"/> takes of each
    /// trial; null where <see cref="Annualised"/> is.
    /// </summary>
    public static double? PerSession(IReadOnlyList<double> dailyReturns) => ReturnMoments.Of(dailyReturns)?.Sharpe;

    /// <summary>Probability that the true Sharpe ratio is above zero; null where <see cref="Annualised"/> is.</summary>
    public static double? ProbabilityAboveZero(IReadOnlyList<double> dailyReturns) =>
        ReturnMoments.Of(dailyReturns) is { } m ? Probabilistic(m.Sharpe, 0, m.Count, m.Skewness, m.Kurtosis) : null;

    /// <summary>
    /// Number of sessions with such returns needed to say with 95 % confidence that the true Sharpe ratio is above zero; null
    /// where
    /// <see cref="Annualised"/> is, or where it is not above zero.
    /// </summary>
    public static double? SessionsNeeded(IReadOnlyList<double> dailyReturns) =>
        ReturnMoments.Of(dailyReturns) is { } m ? MinimumTrackRecordLength(m.Sharpe, 0, 0.05, m.Skewness, m.Kurtosis) : null;

    /// <summary>Probability that the true Sharpe ratio exceeds a benchmark (PSR).</summary>
    /// <param name="observed">Sharpe ratio per period: NOT annualised, unless the periods are years.</param>
    /// <param name="benchmark">The ratio to exceed, of the same period.</param>
    /// <param name="count">Returns that <paramref name="observed"/> was estimated from.</param>
    /// <param name="skewness">Their skewness; 0 for normal returns.</param>
    /// <param name="kurtosis">Their RAW kurtosis; 3 for normal returns.</param>
    public static double Probabilistic(double observed, double benchmark, int count, double skewness, double kurtosis) =>
        Normal.CDF(0, 1, (observed - benchmark) * Math.Sqrt((count - 1) / Variance(observed, skewness, kurtosis)));

    /// <summary>Returns needed to say with confidence 1 - <paramref name="significance"/> that the true Sharpe ratio exceeds a
    /// benchmark (MinTRL); null when the observed one does not. The other parameters are those of
    /// <see cref="Probabilistic"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The significance is not between 1e-12 and 1 - 1e-12.</exception>
    public static double? MinimumTrackRecordLength(
        double observed, double benchmark, double significance, double skewness, double kurtosis)
    {
        if (significance is not (>= 1e-12 and <= 1 - 1e-12))
            throw new ArgumentOutOfRangeException(
                nameof(significance), significance, "A significance is between 1e-12 and 1 - 1e-12.");
        if (observed <= benchmark) return null;
        var errors = Normal.InvCDF(0, 1, 1 - significance) / (observed - benchmark);
        return 1 + (Variance(observed, skewness, kurtosis) * Math.Pow(errors, 2));
    }

    /// <summary>Variance of the estimated Sharpe ratio, times the number of returns less one.</summary>
    private static double Variance(double sharpe, double skewness, double kurtosis) =>
        1 - (skewness * sharpe) + ((kurtosis - 1) / 4 * sharpe * sharpe);
}
