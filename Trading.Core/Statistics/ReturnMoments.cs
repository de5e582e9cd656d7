namespace Trading.Core.Statistics;

/// <summary>
/// What the formulas about Sharpe ratios need of daily returns. The Sharpe ratio is per session and uses the sample standard
/// deviation; skewness and RAW kurtosis are the population's. Computed here because MathNet gives excess kurtosis, and none for
/// two returns.
/// </summary>
/// <param name="Count">How many returns.</param>
/// <param name="Sharpe">Mean over sample standard deviation, per session.</param>
/// <param name="Skewness">Population skewness; 0 for normal returns.</param>
/// <param name="Kurtosis">Raw population kurtosis; 3 for normal returns.</param>
internal sealed record ReturnMoments(int Count, double Sharpe, double Skewness, double Kurtosis)
{
    /// <summary>The moments; null below two returns or where the returns do not vary.</summary>
    public static ReturnMoments? Of(IReadOnlyList<double> returns)
    {
        var n = returns.Count;
        if (n < 2) return null;
        var mean = returns.Average();
        var m2 = returns.Average(r => Math.Pow(r - mean, 2));
        // Equal returns can differ by rounding; a ratio to a rounding error is not a Sharpe ratio.
        if (Math.Sqrt(m2) <= 1e-12 * returns.Max(Math.Abs)) return null;
        return new(
            n,
            mean / Math.Sqrt(m2 * n / (n - 1)),
            returns.Average(r => Math.Pow(r - mean, 3)) / Math.Pow(m2, 1.5),
            returns.Average(r => Math.Pow(r - mean, 4)) / (m2 * m2));
    }
}
