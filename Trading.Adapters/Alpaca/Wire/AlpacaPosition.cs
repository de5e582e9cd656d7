using System.Text.Json.Serialization;

namespace Trading.Adapters.Alpaca.Wire;

/// <summary>A position of <c>GET /v2/positions</c>; prices in dollars.</summary>
public sealed record AlpacaPosition
{
    /// <summary>The ticker.</summary>
    public required string Symbol { get; init; }

    /// <summary>Shares; negative when short; may be a fraction.</summary>
    [JsonPropertyName("qty")]
    public required decimal Quantity { get; init; }

    /// <summary><c>long</c> or <c>short</c>.</summary>
    public string? Side { get; init; }

    /// <summary><c>us_equity</c> and others.</summary>
    public string? AssetClass { get; init; }

    /// <summary>Average entry price.</summary>
    public decimal? AvgEntryPrice { get; init; }

    /// <summary>The latest price.</summary>
    public decimal? CurrentPrice { get; init; }

    /// <summary>Value of the whole position.</summary>
    public decimal? MarketValue { get; init; }
}
