using System.Numerics;
using System.Runtime.CompilerServices;

namespace Trading.Simulation.Markets.Synthetic;

/// <summary>
/// Random bits that are the same on every machine: xoshiro256** (Blackman and Vigna 2018), its state filled by SplitMix64.
/// Not safe for concurrent use.
/// </summary>
public sealed class RandomBits
{
    private ulong s0;
    private ulong s1;
    private ulong s2;
    private ulong s3;

    /// <summary>The bits that belong to a seed.</summary>
    public RandomBits(ulong seed)
    {
        s0 = SplitMix(ref seed);
        s1 = SplitMix(ref seed);
        s2 = SplitMix(ref seed);
        s3 = SplitMix(ref seed);
    }

    /// <summary>The bits of one symbol's session; they do not depend on other sessions and symbols.</summary>
    public static RandomBits Of(int seed, string symbol, LocalDate session)
    {
        var mixed = unchecked((ulong)seed);
        mixed = SplitMix(ref mixed) ^ Hash(symbol);
        mixed = SplitMix(ref mixed) ^ (ulong)(session.Year * 10_000 + session.Month * 100 + session.Day);
        return new RandomBits(SplitMix(ref mixed));
    }

    /// <summary>A hash of a text that, unlike <see cref="string.GetHashCode()"/>, never changes (FNV-1a, 64 bits, finished by
    /// SplitMix64).</summary>
    public static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text) hash = unchecked((hash ^ letter) * 1099511628211UL);
        return SplitMix(ref hash);
    }

    /// <summary>The next 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        var result = unchecked(BitOperations.RotateLeft(s1 * 5, 7) * 9);
        var shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    private static ulong SplitMix(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15UL;
            var z = state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
