namespace Trading.Simulation.Storm;

/// <summary>
/// Random numbers that follow from a seed and a key alone (SplitMix64: Steele, Lea and Flood 2014), so that leaving out one event
/// of a story does not change what is drawn for the others.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong state = seed;

    /// <summary>Dice for one purpose.</summary>
    public static Dice Of(ulong seed, params ReadOnlySpan<long> key)
    {
        var mixed = Mix(seed + Golden);
        foreach (var part in key) mixed = Mix(unchecked(mixed + Golden + (ulong)part));
        return new Dice(mixed);
    }

    /// <summary>A number from 0, below <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(Unit() * count);

    /// <summary>A number from 0 to 1, below 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with a probability.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>A duration between two, in whole milliseconds.</summary>
    public Duration Between(Duration least, Duration most) =>
        least + Duration.FromMilliseconds((long)(Unit() * (most - least).TotalMilliseconds));

    /// <summary>One of several.</summary>
    public T OneOf<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    private ulong Next() => Mix(state = unchecked(state + Golden));

    private static ulong Mix(ulong z)
    {
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }
}
