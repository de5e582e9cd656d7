using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>Which orders a query includes by their status.</summary>
internal enum OrderScope
{
    /// <summary>Live orders that do not wait for another order of their bracket.</summary>
    Open,

    /// <summary>All orders that are not open.</summary>
    Closed,

    /// <summary>Every order.</summary>
    All,
}

/// <summary>A query for orders, with the parameters of Alpaca's order list.</summary>
internal sealed record OrderQuery
{
    public OrderScope Scope { get; init; } = OrderScope.Open;

    /// <summary>Only orders submitted later.</summary>
    public Instant? After { get; init; }

    /// <summary>Only orders submitted earlier.</summary>
    public Instant? Until { get; init; }

    /// <summary>Only orders after the order with this id.</summary>
    public string? AfterId { get; init; }

    /// <summary>Only orders before the order with this id.</summary>
    public string? BeforeId { get; init; }

    public bool NewestFirst { get; init; } = true;

    /// <summary>Whether legs are listed inside their entry. Then a leg whose entry is not listed is not listed either.</summary>
    public bool Nested { get; init; }

    public int Limit { get; init; } = 50;

    public IReadOnlySet<string>? Symbols { get; init; }

    public OrderSide? Side { get; init; }

    public bool Includes(WorkingOrder order)
    {
        if (Nested && order.IsLeg) return false;
        if (Scope != OrderScope.All && (order.IsLive && !order.IsHeld) != (Scope == OrderScope.Open)) return false;
        if (After is { } after && order.SubmittedAt <= after) return false;
        if (Until is { } until && order.SubmittedAt >= until) return false;
        return Symbols?.Contains(order.Book.Symbol) != false && (Side is null || order.Side == Side);
    }
}
