using Trading.Core.Execution;

namespace Trading.Simulation.Exchange;

/// <summary>What a replacement changes in an order; what is null stays.</summary>
public sealed record OrderChange
{
    /// <summary>The id of the new order; null for one of the exchange's making.</summary>
    public ClientOrderId? ClientId { get; init; }

    /// <summary>Shares.</summary>
    public int? Quantity { get; init; }

    /// <summary>Limit, dollars.</summary>
    public decimal? LimitPrice { get; init; }

    /// <summary>Stop, dollars.</summary>
    public decimal? StopPrice { get; init; }

    /// <summary>How long it stays in the market.</summary>
    public TimeInForce? TimeInForce { get; init; }
}
