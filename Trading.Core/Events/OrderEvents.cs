using Trading.Core.Orders;

namespace Trading.Core.Events;

/// <summary>The broker took an order.</summary>
/// <param name="At">When.</param>
/// <param name="Intent">The order, and why it was sent.</param>
public sealed record OrderSent(Instant At, OrderIntent Intent) : TradingEvent(At);

/// <summary>The broker refused an order, at once or later.</summary>
/// <param name="At">When that was seen.</param>
/// <param name="Intent">The order; its detail is the broker's code and words.</param>
public sealed record OrderRefused(Instant At, OrderIntent Intent) : TradingEvent(At);

/// <summary>An order was sent, and its fate is not known; the next reconciliation settles it.</summary>
/// <param name="At">When.</param>
/// <param name="Intent">The order; its detail is what went wrong.</param>
public sealed record OrderInDoubt(Instant At, OrderIntent Intent) : TradingEvent(At);
