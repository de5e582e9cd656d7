using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Core.Events;

/// <summary>An entry order is done and bought shares: a position stands.</summary>
/// <param name="At">When the last share was bought.</param>
/// <param name="Trade">The trade that began.</param>
public sealed record OrderFilled(Instant At, TradeRow Trade) : TradingEvent(At);

/// <summary>A new position is protected by a live stop at the broker.</summary>
/// <param name="At">When that was seen.</param>
/// <param name="Trade">Its trade.</param>
public sealed record PositionProtected(Instant At, TradeRow Trade) : TradingEvent(At);

/// <summary>A position has no live stop, so it is sold.</summary>
/// <param name="At">When that was seen.</param>
/// <param name="Position">The position.</param>
/// <param name="Error">Why the sale is not under way; empty when it is.</param>
public sealed record PositionUnprotected(Instant At, Position Position, string Error) : TradingEvent(At);

/// <summary>A position is closed.</summary>
/// <param name="At">When the last share was sold, or when its absence was seen.</param>
/// <param name="Trade">The trade, with its exit.</param>
public sealed record PositionClosed(Instant At, TradeRow Trade) : TradingEvent(At);
