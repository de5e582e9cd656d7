namespace Trading.Simulation.Markets.Synthetic;

/// <summary>A made-up share: what tells it from others follows from its ticker alone.</summary>
public sealed class SyntheticSymbol(string ticker)
{
    private readonly ulong hash = RandomBits.Hash(ticker);

    /// <summary>The ticker.</summary>
    public string Ticker { get; } = ticker;

    /// <summary>The price that every session opens near, $120 to $380.</summary>
    public double Price => 120 + hash % 26_001 / 100.0;

    /// <summary>The same price in cents.</summary>
    public long Cents => 12_000 + (long)(hash % 26_001);

    /// <summary>How volatile the symbol is, in rungs of the <see cref="VolatilityLadder"/>, from -10 to 10: where that
    /// matters, from less than half to more than twice the usual.</summary>
    public int Rung => (int)((hash >> 16) % 21) - 10;

    /// <summary>Usual volume of a quiet minute, 1,500 to 6,000 shares.</summary>
    public long Volume => 1_500 + (long)((hash >> 32) % 4_501);
}
