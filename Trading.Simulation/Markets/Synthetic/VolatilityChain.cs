using System.Numerics;

namespace Trading.Simulation.Markets.Synthetic;

/// <summary>
/// Volatility that clusters: a rung that stays for half an hour on the average and is then drawn anew, from a binomial count
/// of 32 coins around 0. Not safe for concurrent use.
/// </summary>
public sealed class VolatilityChain
{
    private const int Coins = 32;
    private const ulong ChangesOneIn = 32;

    /// <summary>The rung of this minute on the <see cref="VolatilityLadder"/>.</summary>
    public int Rung { get; private set; }

    /// <summary>Goes on to the next minute.</summary>
    /// <param name="bits">64 random bits.</param>
    public void Next(ulong bits)
    {
        if (bits % ChangesOneIn == 0) Rung = BitOperations.PopCount(bits >> 64 - Coins) - Coins / 2;
    }
}
