namespace Trading.Core.Statistics;

/// <summary>
/// A ratio of sums over rows, such as a hit rate, with a standard error by session: rows of a session share its mood, so the
/// error is that of a sample of sessions and not of rows. (The ratio estimator of cluster samples: Cochran, Sampling Techniques,
/// 1977, chapter 9A.)
/// </summary>
/// <param name="Value">The ratio, in the unit of the sums.</param>
/// <param name="StandardError">In the same unit; null below two sessions, where it cannot be estimated.</param>
/// <param name="Sessions">How many sessions have rows.</param>
public sealed record SessionRatio(double Value, double? StandardError, int Sessions)
{
    /// <summary>The ratio of two sums; null without a row.</summary>
    /// <param name="sums">A session's sum over its rows, for each session.</param>
    /// <param name="rows">How many rows that session has; a session without rows does not count.</param>
    /// <exception cref="ArgumentException">There are not as many sums as counts.</exception>
    public static SessionRatio? Of(IReadOnlyList<double> sums, IReadOnlyList<int> rows)
    {
        if (sums.Count != rows.Count)
        {
            throw new ArgumentException(
                $"There are {sums.Count} sums for {rows.Count} sessions; give one a session.", nameof(sums));
        }
        var (sum, count, sessions) = (0.0, 0L, 0);
        for (var i = 0; i < sums.Count; i++)
        {
            if (rows[i] == 0) continue;
            sum += sums[i];
            count += rows[i];
            sessions++;
        }
        if (count == 0) return null;
        var ratio = sum / count;
        if (sessions < 2) return new SessionRatio(ratio, null, sessions);
        var squares = 0.0;
        for (var i = 0; i < sums.Count; i++)
        {
            if (rows[i] > 0) squares += Math.Pow(sums[i] - (ratio * rows[i]), 2);
        }
        return new SessionRatio(ratio, Math.Sqrt(squares * sessions / (sessions - 1)) / count, sessions);
    }
}
