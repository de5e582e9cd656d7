using Trading.Core.Execution;

namespace Trading.Simulation.Exchange;

/// <summary>Which orders are listed.</summary>
internal enum OrderScope
{
    /// <summary>Those in the market: live, and not waiting for another order of their bracket.</summary>
    Open,

    /// <summary>All others.</summary>
    Closed,

    /// <summary>Every one.</summary>
    All,
}

/// <summary>A question for a list of orders, as Alpaca's order list takes it.</summary>
internal sealed record OrderQuery
{
    public OrderScope Scope { get; init; } = OrderScope.Open;

    /// <summary>Only those submitted later.</summary>
    public Instant? After { get; init; }

    /// <summary>Only those submitted earlier.</summary>
    public Instant? Until { get; init; }

    /// <summary>Only those that came after the order with this id.</summary>
    public string? AfterId { get; init; }

    /// <summary>Only those that came before the order with this id.</summary>
    public string? BeforeId { get; init; }

    public bool NewestFirst { get; init; } = true;

    /// <summary>Whether legs stand within their entry instead of beside it. Then a leg whose entry is not listed is not seen.</summary>
    public bool Nested { get; init; }

    public int Limit { get; init; } = 50;

    public IReadOnlySet<string>? Symbols { get; init; }

    public OrderSide? Side { get; init; }

    public bool Includes(WorkingOrder order)
    {
        if (Nested && order.Entry is not null) return false;
        if (Scope != OrderScope.All && (order.IsLive && !order.IsHeld) != (Scope == OrderScope.Open)) return false;
        if (After is { } after && order.SubmittedAt <= after) return false;
        if (Until is { } until && order.SubmittedAt >= until) return false;
        return Symbols?.Contains(order.Book.Symbol) != false && (Side is null || order.Side == Side);
    }
}
