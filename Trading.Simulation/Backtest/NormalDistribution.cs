namespace Trading.Simulation.Backtest;

/// <summary>The standard normal distribution.</summary>
public static class NormalDistribution
{
    private const double Far = 8.5;
    private static readonly double RootOfTwoPi = Math.Sqrt(2 * Math.PI);

    /// <summary>
    /// Probability of a value at or below <paramref name="x"/>, with an absolute error below 1e-14: the Taylor series of
    /// Marsaglia (2004), "Evaluating the Normal Distribution". Beyond 8.5 it is 0 or 1.
    /// </summary>
    public static double Cumulative(double x)
    {
        if (x > Far) return 1;
        if (x < -Far) return 0;
        var (sum, previous, term) = (x, 0.0, x);
        for (var i = 3; sum != previous; i += 2)
        {
            previous = sum;
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + (sum * Density(x));
    }

    /// <summary>The value that <see cref="Cumulative"/> maps to <paramref name="probability"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 1e-12 and 1 - 1e-12.</exception>
    public static double Quantile(double probability)
    {
        if (probability is not (>= 1e-12 and <= 1 - 1e-12))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "A quantile needs a probability between 1e-12 and 1 - 1e-12.");
        // From zero Newton's method never overshoots, because the curve bends away from the root's side.
        var x = 0.0;
        for (var i = 0; i < 100; i++)
        {
            var step = (Cumulative(x) - probability) / Density(x);
            x -= step;
            if (Math.Abs(step) < 1e-14) break;
        }
        return x;
    }

    private static double Density(double x) => Math.Exp(-0.5 * x * x) / RootOfTwoPi;
}
