using System.Numerics;
using Trading.Simulation.Markets.Synthetic;

namespace Trading.Tests.Core.Learning;

/// <summary>Quick random numbers, the same on every machine.</summary>
internal sealed class SimulatedChance(int seed)
{
    private static readonly double Spread = 1 / Math.Sqrt(16 + (1.0 / 12));
    private readonly RandomBits bits = new((ulong)seed * 0x9E3779B97F4A7C15UL);

    /// <summary>Uniform in [0, 1).</summary>
    public double Uniform() => (bits.Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard Gaussian to within 0.0001 of its distribution function beside its centre: a count of 64 bits, smeared
    /// evenly between the counts.</summary>
    public double Gauss() => (BitOperations.PopCount(bits.Next()) - 32 + Uniform() - 0.5) * Spread;
}
