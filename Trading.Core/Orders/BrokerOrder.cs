namespace Trading.Core.Orders;

/// <summary>An order as the broker tells it.</summary>
/// <param name="BrokerId">The broker's own id.</param>
/// <param name="ClientId">The id it was sent with; a bracket's legs have ids of the broker's making.</param>
/// <param name="Symbol">The ticker.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Type">Market, limit or stop.</param>
/// <param name="Quantity">Shares ordered.</param>
/// <param name="LimitPrice">Limit, dollars.</param>
/// <param name="StopPrice">Stop, dollars.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="SubmittedAt">When the broker took it.</param>
/// <param name="FilledQuantity">Shares filled so far.</param>
/// <param name="FilledPrice">Average price of those, dollars; null while none are.</param>
/// <param name="FilledAt">When the last of those filled.</param>
/// <param name="Legs">A bracket entry's stop and target; empty otherwise.</param>
public sealed record BrokerOrder(
    string BrokerId,
    ClientOrderId ClientId,
    string Symbol,
    OrderSide Side,
    OrderType Type,
    int Quantity,
    decimal? LimitPrice,
    decimal? StopPrice,
    OrderStatus Status,
    Instant SubmittedAt,
    int FilledQuantity,
    decimal? FilledPrice,
    Instant? FilledAt,
    IReadOnlyList<BrokerOrder> Legs)
{
    /// <summary>Whether it is an order that this system does not send, such as one for a fraction of a share: it is left alone,
    /// and nothing is bought in its symbol while it is live.</summary>
    public bool IsOdd { get; init; }

    /// <summary>The broker's id of the order that this one replaced; null when it replaced none.</summary>
    public string? Replaces { get; init; }

    /// <summary>Shares still to fill.</summary>
    public int Remaining => Quantity - FilledQuantity;

    /// <summary>This order and its legs.</summary>
    public IEnumerable<BrokerOrder> WithLegs() => Legs.Prepend(this);
}
