namespace Trading.Tests.Simulation.Markets.Moods;

/// <summary>Moments of a list of numbers, by their definitions.</summary>
internal static class Moments
{
    public static double Deviation(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }

    public static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Raw: 3 for a Gaussian.</summary>
    public static double Kurtosis(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        var second = values.Average(v => (v - mean) * (v - mean));
        return values.Average(v => Math.Pow(v - mean, 4)) / (second * second);
    }

    public static double Autocorrelation(IReadOnlyList<double> values, int lag)
    {
        if (values.Count <= lag) return 0;
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean));
        var covariance = Enumerable.Range(lag, values.Count - lag).Sum(i => (values[i] - mean) * (values[i - lag] - mean));
        return variance == 0 ? 0 : covariance / variance;
    }

    public static double Correlation(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var (a, b) = (one.Average(), other.Average());
        var covariance = one.Zip(other, (x, y) => (x - a) * (y - b)).Sum();
        var spread = Math.Sqrt(one.Sum(x => (x - a) * (x - a)) * other.Sum(y => (y - b) * (y - b)));
        return spread == 0 ? 0 : covariance / spread;
    }
}
