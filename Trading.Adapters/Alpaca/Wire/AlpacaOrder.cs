using System.Text.Json.Serialization;

namespace Trading.Adapters.Alpaca.Wire;

/// <summary>
/// An order as Alpaca describes it; prices in dollars. States and types are text, because Alpaca adds new ones.
/// </summary>
public sealed record AlpacaOrder
{
    /// <summary>Alpaca's id.</summary>
    public required string Id { get; init; }

    /// <summary>The id it was sent with, or one that Alpaca assigned.</summary>
    public string? ClientOrderId { get; init; }

    /// <summary>The ticker; null for orders on several legs.</summary>
    public string? Symbol { get; init; }

    /// <summary><c>buy</c> or <c>sell</c>.</summary>
    public string? Side { get; init; }

    /// <summary><c>market</c>, <c>limit</c>, <c>stop</c> and others.</summary>
    public string? Type { get; init; }

    /// <summary><c>simple</c> (or empty), <c>bracket</c>, <c>oco</c>, <c>oto</c>.</summary>
    public string? OrderClass { get; init; }

    /// <summary>Its state.</summary>
    public required string Status { get; init; }

    /// <summary>Shares; null when dollars were ordered.</summary>
    [JsonPropertyName("qty")]
    public decimal? Quantity { get; init; }

    /// <summary>Shares filled.</summary>
    [JsonPropertyName("filled_qty")]
    public decimal? FilledQuantity { get; init; }

    /// <summary>Average price of the filled shares.</summary>
    public decimal? FilledAvgPrice { get; init; }

    /// <summary>The limit price.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>The stop price.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>Alpaca's id of the order that this one replaced.</summary>
    public string? Replaces { get; init; }

    /// <summary>Whether it may fill outside regular hours.</summary>
    public bool? ExtendedHours { get; init; }

    /// <summary>When it was created.</summary>
    public Instant? CreatedAt { get; init; }

    /// <summary>When it was submitted.</summary>
    public Instant? SubmittedAt { get; init; }

    /// <summary>When it filled.</summary>
    public Instant? FilledAt { get; init; }

    /// <summary>When it last changed.</summary>
    public Instant? UpdatedAt { get; init; }

    /// <summary>Stop and target of a bracket, when the query was nested.</summary>
    public IReadOnlyList<AlpacaOrder>? Legs
    {
        get;
        init => field = value?.Where(leg => leg is not null).ToList();
    }
}
