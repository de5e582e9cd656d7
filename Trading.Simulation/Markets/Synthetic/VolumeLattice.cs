using System.Numerics;

namespace Trading.Simulation.Markets.Synthetic;

/// <summary>
/// Volume, the one visible trace of the phase. Its logarithm stands on a lattice: a symbol's usual volume, plus
/// <see cref="Step"/> times (a binomial(64, 1/2) count - 32), plus <see cref="BusySteps"/> steps when busy. That is close to a
/// log-normal volume with standard deviation 4 <see cref="Step"/>, and its likelihood is known exactly.
/// </summary>
public static class VolumeLattice
{
    /// <summary>Distance of neighbouring levels in log-volume.</summary>
    public const double Step = 0.06;

    /// <summary>Levels by which a busy minute stands higher; a quarter of it is the distance in standard deviations.</summary>
    public const int BusySteps = 20;

    private const int Bits = 64;
    private static readonly double[] Likelihoods = Binomial();

    /// <summary>A minute's level.</summary>
    /// <param name="busy">The phase.</param>
    /// <param name="bits">64 random bits.</param>
    public static int Level(bool busy, ulong bits) => BitOperations.PopCount(bits) + (busy ? BusySteps : 0);

    /// <summary>Probability of a level in a phase.</summary>
    public static double Likelihood(int level, bool busy)
    {
        var count = busy ? level - BusySteps : level;
        return count is < 0 or > Bits ? 0 : Likelihoods[count];
    }

    /// <summary>A level's volume in shares.</summary>
    /// <param name="level">From 0 to 64 + <see cref="BusySteps"/>.</param>
    /// <param name="usual">The symbol's usual volume, shares; from 1,000 up neighbouring levels never round to the same
    /// volume.</param>
    public static long Volume(int level, long usual) => (long)Math.Round(usual * Math.Exp((level - Bits / 2) * Step));

    /// <summary>The level of a volume that <see cref="Volume"/> gave.</summary>
    public static int LevelOf(long volume, long usual) => (int)Math.Round(Math.Log((double)volume / usual) / Step) + Bits / 2;

    private static double[] Binomial()
    {
        var likelihoods = new double[Bits + 1];
        likelihoods[0] = Math.ScaleB(1.0, -Bits);
        for (var count = 1; count <= Bits; count++) likelihoods[count] = likelihoods[count - 1] * (Bits - count + 1) / count;
        return likelihoods;
    }
}
