namespace Trading.Adapters.Alpaca.Wire;

/// <summary>What Alpaca knows of a symbol.</summary>
public sealed record AlpacaAsset
{
    /// <summary>The ticker.</summary>
    public required string Symbol { get; init; }

    /// <summary>The company's or fund's name.</summary>
    public string? Name { get; init; }

    /// <summary>The exchange it is listed at.</summary>
    public string? Exchange { get; init; }

    /// <summary><c>active</c> or <c>inactive</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Whether orders are taken.</summary>
    public bool? Tradable { get; init; }
}
