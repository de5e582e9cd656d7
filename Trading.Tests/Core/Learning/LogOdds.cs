using Gaussian = MathNet.Numerics.Distributions.Normal;

namespace Trading.Tests.Core.Learning;

/// <summary>Probabilities, log-odds and the Gaussian's distribution function.</summary>
internal static class LogOdds
{
    private const int PerUnit = 256;
    private const int Reach = 8;
    private const int Nodes = 400;

    private static readonly double[] Table =
        [.. Enumerable.Range(0, (2 * Reach * PerUnit) + 2).Select(i => Gaussian.CDF(
            0, 1, (i / (double)PerUnit) - Reach))];

    public static double Logit(double probability) => Math.Log(probability / (1 - probability));

    public static double Probability(double logit) => 1 / (1 + Math.Exp(-logit));

    /// <summary>The mean of a probability whose log-odds are Gaussian.</summary>
    public static double Average(double centre, double deviation) => deviation == 0 ? Probability(centre)
        : Enumerable.Range(0, Nodes).Average(
            i => Probability(centre + (deviation * Gaussian.InvCDF(0, 1, (i + 0.5) / Nodes))));

    /// <summary>The standard Gaussian's distribution function, from a table, to within 5e-7.</summary>
    public static double Normal(double x)
    {
        var at = Math.Clamp((x + Reach) * PerUnit, 0, 2 * Reach * PerUnit);
        var below = (int)at;
        return Table[below] + ((at - below) * (Table[below + 1] - Table[below]));
    }
}
