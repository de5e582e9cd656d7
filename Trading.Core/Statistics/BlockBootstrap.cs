using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Trading.Core.Statistics;

/// <summary>
/// Intervals for figures over sessions by the stationary bootstrap: Politis and Romano (1994), "The Stationary Bootstrap". A
/// sample is made of runs of consecutive sessions with random starts and geometric lengths, the last session being followed by
/// the first, so that sessions that resemble their neighbours do not make an interval too narrow. The interval is the percentile
/// interval, expanded for small samples: Hesterberg (2015), "What Teachers Should Know About the Bootstrap". It is still somewhat
/// too narrow: over 90 sessions of normal values an interval of 95 % holds the true mean of 94.0 % of 600 series without
/// autocorrelation and of 91.7 % with 0.3 (of 84.3 % when single sessions are drawn instead of runs); over 20 sessions of 91.8 %
/// and 83.5 %.
/// The same number of sessions and seed give the same samples for every figure, so figures are drawn on the same sessions.
/// </summary>
public sealed class BlockBootstrap
{
    private readonly int[][] samples;

    /// <summary>Draws the samples.</summary>
    /// <param name="sessions">How many sessions there are; at least 1.</param>
    /// <param name="seed">The same seed draws the same samples, on every machine.</param>
    /// <param name="resamples">How many samples; the bounds of an interval need at least some hundreds.</param>
    /// <param name="meanBlock">Mean length of a run, in sessions; null for <see cref="BlockLength"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no session or no sample, or a run is shorter than a
    /// session.</exception>
    public BlockBootstrap(int sessions, int seed, int resamples = 2_000, double? meanBlock = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sessions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var length = meanBlock ?? BlockLength(sessions);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1, nameof(meanBlock));
        var random = new Xoshiro256StarStar(seed, threadSafe: false);
        samples = [.. Enumerable.Range(0, resamples).Select(_ => Draw(random, sessions, 1 / length))];
    }

    /// <summary>
    /// The mean length of a run: the cube root of the number of sessions, the rate at which the optimal length grows (Künsch
    /// 1989, "The Jackknife and the Bootstrap for General Stationary Observations"). 4.5 sessions for 90.
    /// </summary>
    public static double BlockLength(int sessions) => Math.Max(1, Math.Cbrt(sessions));

    /// <summary>The interval of a mean over sessions, each of which counts once.</summary>
    /// <param name="sessionValues">A value a session, in time order.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentException">There are not as many values as sessions.</exception>
    public ConfidenceInterval? OfMean(IReadOnlyList<double> sessionValues, double confidence = 0.95)
    {
        var sessions = samples[0].Length;
        if (sessionValues.Count != sessions)
            throw new ArgumentException(
                $"There are {sessionValues.Count} values for {sessions} sessions; give one value a session.",
                nameof(sessionValues));
        return Of(
            drawn =>
            {
                var sum = 0.0;
                foreach (var session in drawn) sum += sessionValues[session];
                return sum / drawn.Length;
            },
            confidence);
    }

    /// <summary>
    /// The interval of any figure over sessions, such as a ratio of sums or an area under a curve. Null where the figure is not
    /// defined on half of the samples or more, and for a single session.
    /// </summary>
    /// <param name="figure">The figure over the drawn sessions, given as indices, some of them repeatedly; null where it is not
    /// defined on them.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is not between 0 and 1.</exception>
    public ConfidenceInterval? Of(Func<ReadOnlySpan<int>, double?> figure, double confidence = 0.95)
    {
        if (confidence is not (> 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence is between 0 and 1.");
        if (samples[0].Length < 2) return null;
        var figures = new List<double>(samples.Length);
        foreach (var sample in samples)
        {
            if (figure(sample) is { } value) figures.Add(value);
        }
        if (figures.Count * 2 <= samples.Length) return null;
        figures.Sort();
        var tail = ExpandedTail(samples[0].Length, (1 - confidence) / 2);
        return new ConfidenceInterval(Quantile(figures, tail), Quantile(figures, 1 - tail));
    }

    private static int[] Draw(Xoshiro256StarStar random, int sessions, double endOfRun)
    {
        var drawn = new int[sessions];
        for (var i = 0; i < sessions; i++)
        {
            var starts = i == 0 || random.NextDouble() < endOfRun;
            drawn[i] = starts ? (int)(random.NextDouble() * sessions) : (drawn[i - 1] + 1) % sessions;
        }
        return drawn;
    }

    /// <summary>
    /// The share of samples to leave out on either side. A sample varies less than it should, by the root of n over n - 1, and a
    /// normal quantile takes the variance for known; for few sessions both make a plain percentile interval too narrow.
    /// </summary>
    private static double ExpandedTail(int sessions, double tail) => Normal.CDF(
        0, 1, Math.Sqrt(sessions / (sessions - 1.0)) * StudentT.InvCDF(0, 1, sessions - 1, tail));

    /// <summary>Linear between order statistics: definition 7 of Hyndman and Fan (1996), "Sample Quantiles in Statistical
    /// Packages".</summary>
    private static double Quantile(List<double> sorted, double probability)
    {
        var place = probability * (sorted.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
