namespace Trading.Adapters.Alpaca.Wire;

/// <summary>A symbol as Alpaca describes it.</summary>
public sealed record AlpacaAsset
{
    /// <summary>The ticker.</summary>
    public required string Symbol { get; init; }

    /// <summary>Alpaca's name of it.</summary>
    public string? Name { get; init; }

    /// <summary>Whether Alpaca accepts orders in it.</summary>
    public bool? Tradable { get; init; }
}
