namespace Trading.Core.Learning.Trees;

/// <summary>
/// The grid on which scores live: multiples of 2^-36. Sums and differences of such numbers are exact in a <c>double</c> as long
/// as they stay below 2^17, so a sum has the same bits in whatever order its terms are added.
/// </summary>
internal static class LogitGrid
{
    private const double StepsPerLogit = 1L << 36;

    /// <summary>Largest magnitude that a sum on the grid is allowed to reach, half of what is exact.</summary>
    public const double Limit = 1 << 16;

    /// <summary>The point of the grid that lies nearest; at most 2^-37 (7e-12) logits away.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite or exceeds <see cref="Limit"/>.</exception>
    public static double Nearest(double logits)
    {
        if (!(Math.Abs(logits) <= Limit)) throw new ArgumentOutOfRangeException(
            nameof(logits), logits, $"A leaf or mean lies between -{Limit} and {Limit} logits.");
        return FromSteps(ToSteps(logits));
    }

    /// <summary>The number in steps of 2^-36, rounded to the nearest, half to even.</summary>
    public static long ToSteps(double logits) => (long)Math.Round(logits * StepsPerLogit);

    /// <summary>The number of logits that so many steps are; exact, and never minus zero.</summary>
    public static double FromSteps(long steps) => steps / StepsPerLogit;
}
