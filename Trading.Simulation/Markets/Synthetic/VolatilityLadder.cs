namespace Trading.Simulation.Markets.Synthetic;

/// <summary>
/// Volatility in rungs of an eighth of an octave: eight rungs double it, one changes it by 9 %. Whole numbers, so that every
/// machine computes the same.
/// </summary>
public static class VolatilityLadder
{
    /// <summary>The highest rung, 32 times rung 0; the lowest is as far below.</summary>
    public const int Highest = 40;

    private const int RungsPerOctave = 8;
    private const int Bits = 16;

    /// <summary>2 to the power of k / 8, times 65,536.</summary>
    private static readonly uint[] Eighths = [65536, 71468, 77936, 84990, 92682, 101070, 110218, 120194];

    /// <summary>A length on a rung.</summary>
    /// <param name="length">The length on rung 0, below 2 to the 40; its unit is the caller's.</param>
    /// <param name="rung">The rung; beyond <see cref="Highest"/>, and as far below 0, it counts as the last one.</param>
    public static long Scale(long length, int rung)
    {
        var within = Math.Clamp(rung, -Highest, Highest);
        var octave = (int)Math.Floor(within / (double)RungsPerOctave);
        return length * Eighths[within - octave * RungsPerOctave] >> Bits - octave;
    }
}
