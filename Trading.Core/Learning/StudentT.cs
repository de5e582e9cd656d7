namespace Trading.Core.Learning;

/// <summary>Student's t distribution with whole degrees of freedom.</summary>
public static class StudentT
{
    /// <summary>
    /// Probability that a t variable exceeds <paramref name="t"/> (Abramowitz and Stegun, Handbook of Mathematical
    /// Functions, 26.7.3 and 26.7.4).
    /// </summary>
    /// <param name="t">The statistic.</param>
    /// <param name="degrees">Degrees of freedom, at least 1.</param>
    public static double UpperTail(double t, int degrees)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degrees, 1);
        var theta = Math.Atan(t / Math.Sqrt(degrees));
        var (sin, cos) = Math.SinCos(theta);
        var odd = degrees % 2 == 1;
        var term = odd ? cos : 1.0;
        var sum = degrees == 1 ? 0.0 : term;
        for (var k = odd ? 3 : 2; k <= degrees - 2; k += 2)
        {
            term *= (k - 1.0) / k * cos * cos;
            sum += term;
        }
        var central = odd ? 2 / Math.PI * (theta + (sin * sum)) : sin * sum;
        return (1 - central) / 2;
    }

    /// <summary>
    /// One-sided p-value of "the mean is not above zero", for independent values. 1 when there are fewer than two values;
    /// 0 or 1, by the mean's sign, when they do not vary.
    /// </summary>
    public static double PValueOfPositiveMean(IReadOnlyList<double> values)
    {
        if (values.Count < 2) return 1;
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
        if (variance == 0) return mean > 0 ? 0 : 1;
        return UpperTail(mean / Math.Sqrt(variance / values.Count), values.Count - 1);
    }
}
