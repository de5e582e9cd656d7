using MathNet.Numerics.Distributions;

namespace Trading.Core.Statistics;

/// <summary>One-sided t-test of "the mean is not above zero", for independent values.</summary>
public static class PositiveMeanTest
{
    /// <summary>
    /// Probability of a mean at least this far above zero when the true mean is zero. 1 when there are fewer than two values;
    /// 0 or 1, by the mean's sign, when they do not vary.
    /// </summary>
    public static double PValue(IReadOnlyList<double> values)
    {
        if (values.Count < 2) return 1;
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
        if (variance == 0) return mean > 0 ? 0 : 1;
        // The lower tail of -t is the upper tail of t, without the rounding of 1 - CDF(t) where the tail is thin.
        return StudentT.CDF(0, 1, values.Count - 1, -mean / Math.Sqrt(variance / values.Count));
    }
}
