namespace Trading.Core.Statistics;

/// <summary>
/// The Calmar ratio: Young (1991), "Calmar Ratio: A Smoother Tool", over all sessions given instead of the last 36 months.
/// </summary>
public static class CalmarRatio
{
    /// <summary>
    /// Compound annual growth (<see cref="SharpeStatistics.SessionsPerYear"/> sessions a year) over the largest drawdown between
    /// session ends. Null without a losing session. Over a few sessions compounding exaggerates; read it from about a year on.
    /// </summary>
    /// <param name="dailyReturns">Fractions.</param>
    public static double? Of(IReadOnlyList<double> dailyReturns)
    {
        var growth = 1.0;
        var highest = 1.0;
        var fall = 0.0;
        foreach (var daily in dailyReturns)
        {
            growth = Math.Max(0, growth * (1 + daily));
            highest = Math.Max(highest, growth);
            fall = Math.Max(fall, (highest - growth) / highest);
        }
        return fall == 0
            ? null
            : (Math.Pow(growth, SharpeStatistics.SessionsPerYear / (double)dailyReturns.Count) - 1) / fall;
    }
}
