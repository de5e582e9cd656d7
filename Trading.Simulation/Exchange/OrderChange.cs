using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>The changes of a replacement to an order; null leaves a value as it is.</summary>
public sealed record OrderChange
{
    /// <summary>The client order id of the new order; null for one that the exchange makes.</summary>
    public ClientOrderId? ClientId { get; init; }

    /// <summary>The new quantity, shares.</summary>
    public int? Quantity { get; init; }

    /// <summary>The new limit price, dollars.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>The new stop price, dollars.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>The new distance of a trailing stop, in the unit of the old one: dollars or percent.</summary>
    public decimal? Trail { get; init; }

    /// <summary>The new time in force.</summary>
    public TimeInForce? TimeInForce { get; init; }
}
