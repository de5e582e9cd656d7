namespace Trading.Core.Statistics;

/// <summary>How long and how much is at risk in the market.</summary>
public static class Exposure
{
    /// <summary>
    /// The fraction of the time in which at least one position is held; two at once count once. Null where there is no time.
    /// </summary>
    /// <param name="periods">The positions, in any order, inside the sessions.</param>
    /// <param name="sessionTime">The length of all sessions together.</param>
    public static double? InTime(IEnumerable<HoldingPeriod> periods, Duration sessionTime)
    {
        if (sessionTime <= Duration.Zero) return null;
        var held = Duration.Zero;
        var until = Instant.MinValue;
        foreach (var period in periods.OrderBy(p => p.From))
        {
            var from = Instant.Max(period.From, until);
            if (period.To <= from) continue;
            held += period.To - from;
            until = period.To;
        }
        return held / sessionTime;
    }

    /// <summary>
    /// The mean over the sessions' time of the dollars held, at what was paid for them, as a fraction of the equity. Null where
    /// there is no time or no equity.
    /// </summary>
    /// <param name="periods">The positions, inside the sessions.</param>
    /// <param name="sessionTime">The length of all sessions together.</param>
    /// <param name="meanEquity">Dollars.</param>
    public static double? OfEquity(IEnumerable<HoldingPeriod> periods, Duration sessionTime, decimal meanEquity) =>
        sessionTime > Duration.Zero && meanEquity > 0
            ? periods.Sum(p => (double)p.Dollars * ((p.To - p.From) / sessionTime)) / (double)meanEquity
            : null;
}
