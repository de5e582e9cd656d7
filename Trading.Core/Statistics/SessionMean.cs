namespace Trading.Core.Statistics;

/// <summary>
/// A mean over sessions with its standard error. A session counts once, however many rows or trades it has, because rows of a
/// session share its mood and are no independent evidence.
/// </summary>
/// <param name="Mean">The mean of the sessions' values, in their unit.</param>
/// <param name="StandardError">Sample standard deviation of the sessions' values over the root of their number.</param>
/// <param name="Sessions">How many sessions.</param>
public sealed record SessionMean(double Mean, double StandardError, int Sessions)
{
    /// <summary>The mean of one value a session; null below two sessions, where an error cannot be estimated.</summary>
    public static SessionMean? Of(IReadOnlyList<double> sessionValues)
    {
        var n = sessionValues.Count;
        if (n < 2) return null;
        var mean = sessionValues.Average();
        var variance = sessionValues.Sum(v => (v - mean) * (v - mean)) / (n - 1);
        return new SessionMean(mean, Math.Sqrt(variance / n), n);
    }
}
