namespace Trading.Core.Statistics;

/// <summary>
/// The Sortino ratio: Sortino and Price (1994), "Performance Measurement in a Downside Risk Framework". The target is zero,
/// because no position is held overnight.
/// </summary>
public static class SortinoRatio
{
    /// <summary>
    /// Mean of daily returns over their downside deviation, times the root of <see cref="SharpeStatistics.SessionsPerYear"/>.
    /// The downside deviation is the root of the mean over ALL sessions of the squared losses, a session without a loss counting
    /// as 0. Null without a losing session.
    /// </summary>
    /// <param name="dailyReturns">Fractions.</param>
    public static double? Annualised(IReadOnlyList<double> dailyReturns)
    {
        if (!dailyReturns.Any(r => r < 0)) return null;
        var downside = Math.Sqrt(dailyReturns.Average(r => Math.Pow(Math.Min(r, 0), 2)));
        return dailyReturns.Average() / downside * Math.Sqrt(SharpeStatistics.SessionsPerYear);
    }
}
