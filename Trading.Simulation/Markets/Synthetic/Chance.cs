namespace Trading.Simulation.Markets.Synthetic;

/// <summary>A probability that 32 random bits decide exactly: <c>bits &lt; Threshold</c> happens with
/// <see cref="Probability"/>.</summary>
public readonly record struct Chance(uint Threshold)
{
    /// <summary>The exact probability: the threshold over 2 to the 32.</summary>
    public double Probability => Threshold / 4294967296.0;

    /// <summary>The chance nearest to a probability from 0 to just below 1.</summary>
    public static Chance Of(double probability) => new((uint)Math.Round(probability * 4294967296.0));

    /// <summary>Whether it happens.</summary>
    /// <param name="bits">32 random bits.</param>
    public bool Happens(uint bits) => bits < Threshold;
}
