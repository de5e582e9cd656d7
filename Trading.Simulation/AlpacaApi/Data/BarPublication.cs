using Trading.Core.Market;
using Trading.Simulation.Markets.Synthetic;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>
/// When a bar is served, and when it is revised. Alpaca calculates a bar about a second after its minute, and once more some 30
/// seconds later, with the trades that arrived late. The first of a revised bar's two versions has a tenth less volume, and a
/// high and a low no further than its open and its close.
/// </summary>
public sealed record BarPublication
{
    /// <summary>How long after its minute a bar is served first.</summary>
    public Duration Late { get; init; } = Duration.FromSeconds(1);

    /// <summary>How long after its minute a bar is final; null when its first version is.</summary>
    public Duration? Revised { get; init; }

    /// <summary>Only bars of this symbol; null for any.</summary>
    public string? Symbol { get; init; }

    /// <summary>The probability that a bar is such a bar, above 0 up to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>The seed of the random numbers behind <see cref="Probability"/>.</summary>
    public int Seed { get; init; }

    internal bool Applies(string symbol, in Bar bar)
    {
        if (Symbol is not null && Symbol != symbol) return false;
        if (Probability >= 1) return true;
        var bits = new RandomBits(unchecked(
            (ulong)Seed ^ RandomBits.Hash(symbol) ^ (ulong)bar.Start.ToUnixTimeSeconds())).Next();
        return (bits >> 11) * (1.0 / (1UL << 53)) < Probability;
    }

    internal static Bar FirstVersion(in Bar bar) => new(
        bar.Start, bar.Open, Math.Max(bar.Open, bar.Close), Math.Min(bar.Open, bar.Close), bar.Close,
        bar.Volume - (bar.Volume / 10));

    internal BarPublication Validated()
    {
        Require(Late >= Duration.Zero, nameof(Late), Late, "0 or more");
        Require(Revised is null || Revised >= Late, nameof(Revised), Revised, "no earlier than Late");
        Require(Probability is > 0 and <= 1, nameof(Probability), Probability, "above 0 up to 1");
        return this;
    }

    private static void Require(bool holds, string name, object? value, string allowed)
    {
        if (!holds) throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be {allowed}.");
    }
}
