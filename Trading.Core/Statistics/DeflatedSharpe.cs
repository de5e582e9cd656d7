using MathNet.Numerics.Distributions;

namespace Trading.Core.Statistics;

/// <summary>
/// The Sharpe ratio of the best of several trials, corrected for having been chosen: Bailey and Lopez de Prado (2014), "The
/// Deflated Sharpe Ratio: Correcting for Selection Bias, Backtest Overfitting, and Non-Normality". The probabilistic Sharpe
/// ratio (<see cref="SharpeStatistics.Probabilistic"/>) against the largest ratio that so many trials would show by chance.
/// </summary>
public static class DeflatedSharpe
{
    private const double EulerMascheroni = 0.57721566490153286;

    /// <summary>
    /// Probability that the true Sharpe ratio of the chosen trial is above what chance gives the best of all trials; null below
    /// two sessions or where the returns do not vary.
    /// </summary>
    /// <param name="dailyReturns">The chosen trial's returns a session, as fractions.</param>
    /// <param name="trialSharpes">The Sharpe ratio of EVERY trial, per session and not annualised, the chosen one included
    /// (<see cref="SharpeStatistics.PerSession"/>). A trial without a ratio, because it never traded, counts as 0. An empty list
    /// or a single trial deflates nothing.</param>
    public static double? Of(IReadOnlyList<double> dailyReturns, IReadOnlyList<double> trialSharpes) =>
        ReturnMoments.Of(dailyReturns) is { } m
            ? Probability(m.Sharpe, trialSharpes, m.Count, m.Skewness, m.Kurtosis)
            : null;

    /// <summary>The same from the moments of the chosen trial's returns.</summary>
    /// <param name="observed">Its Sharpe ratio per period, not annualised.</param>
    /// <param name="trialSharpes">Of every trial, for the same period.</param>
    /// <param name="count">Returns that <paramref name="observed"/> was estimated from.</param>
    /// <param name="skewness">Their skewness; 0 for normal returns.</param>
    /// <param name="kurtosis">Their RAW kurtosis; 3 for normal returns.</param>
    public static double Probability(
        double observed, IReadOnlyList<double> trialSharpes, int count, double skewness, double kurtosis) =>
        SharpeStatistics.Probabilistic(observed, ExpectedMaximum(trialSharpes), count, skewness, kurtosis);

    /// <summary>
    /// The largest Sharpe ratio to expect of these trials if none has an edge. Their spread is the population's (divided by their
    /// number, not by one less). 0 for fewer than two trials.
    /// </summary>
    public static double ExpectedMaximum(IReadOnlyList<double> trialSharpes)
    {
        if (trialSharpes.Count < 2) return 0;
        var mean = trialSharpes.Average();
        return ExpectedMaximum(trialSharpes.Count, Math.Sqrt(trialSharpes.Average(s => (s - mean) * (s - mean))));
    }

    /// <summary>The largest Sharpe ratio to expect of trials without an edge, from their number and their ratios' standard
    /// deviation: the paper's approximation of the expected maximum of independent normal values. 0 for one trial.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no trial.</exception>
    public static double ExpectedMaximum(int trials, double deviation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        if (trials == 1) return 0;
        var (one, other) = (Quantile(1.0 / trials), Quantile(1 / (trials * Math.E)));
        return deviation * (((1 - EulerMascheroni) * one) + (EulerMascheroni * other));
    }

    // The quantile of an upper tail; by symmetry the lower one's with its sign turned, which keeps its digits for many trials.
    private static double Quantile(double upperTail) => -Normal.InvCDF(0, 1, upperTail);
}
