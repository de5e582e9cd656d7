namespace Trading.Adapters.Alpaca.Wire;

/// <summary>What Alpaca knows of a symbol.</summary>
public sealed record AlpacaAsset
{
    /// <summary>The ticker.</summary>
    public required string Symbol { get; init; }

    /// <summary>Whether orders are taken.</summary>
    public bool? Tradable { get; init; }
}
