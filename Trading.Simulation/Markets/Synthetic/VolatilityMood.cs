using System.Numerics;

namespace Trading.Simulation.Markets.Synthetic;

/// <summary>
/// How volatile a session is, in rungs of the <see cref="VolatilityLadder"/>, from hashes of dates: no session needs another one.
/// What all symbols share carries over from day to day, because it averages the draws of the last ten dates; each symbol adds
/// its own.
/// </summary>
public static class VolatilityMood
{
    private const int Bits = 64;
    private const int SharedScale = 470;
    private const int OwnScale = 2;

    /// <summary>256 times 0.7 to the power of the days passed.</summary>
    private static readonly int[] Weights = [256, 179, 125, 88, 61, 43, 30, 21, 15, 10];

    private static readonly int[] HalfHours = [9, 4, 2, 1, 0, -2, -2, -3, -3, -3, -4, -4, -1];

    /// <summary>The rung that all symbols share on a date.</summary>
    /// <param name="seed">The market's seed.</param>
    /// <param name="date">The session's date.</param>
    public static int Shared(int seed, LocalDate date)
    {
        var sum = 0;
        for (var passed = 0; passed < Weights.Length; passed++)
            sum += Weights[passed] * Draw(RandomBits.Of(seed, "the mood of all", date.PlusDays(-passed)));
        return sum / SharedScale;
    }

    /// <summary>The rung that a symbol adds on a date.</summary>
    /// <param name="random">The bits of the symbol's session; 64 are used.</param>
    public static int Own(RandomBits random) => Draw(random) / OwnScale;

    /// <summary>The rung of a minute of the session: the opening moves most, noon least.</summary>
    /// <param name="minute">Minutes since the opening bell.</param>
    public static int OfTheDay(int minute) => HalfHours[Math.Min(minute / 30, HalfHours.Length - 1)];

    private static int Draw(RandomBits random) => BitOperations.PopCount(random.Next()) - Bits / 2;
}
