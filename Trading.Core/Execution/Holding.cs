using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Core.Execution;

/// <summary>A position that an entry bought, as far as its fills are known.</summary>
/// <param name="Entry">The intent that bought it.</param>
/// <param name="Quantity">Shares bought so far.</param>
/// <param name="EntryPrice">Average price paid, dollars.</param>
/// <param name="EntryAt">When the last of them was bought.</param>
/// <param name="Exit">How it ended; null while it stands.</param>
public sealed record Holding(OrderIntent Entry, int Quantity, decimal EntryPrice, Instant EntryAt, PositionExit? Exit)
{
    /// <summary>The trade that the journal keeps of it.</summary>
    public TradeRow ToTrade() => new(
        Entry.Id,
        Entry.Session,
        Entry.Request.Symbol,
        Quantity,
        EntryAt,
        EntryPrice,
        Entry.Probability ?? throw new InvalidOperationException($"Entry {Entry.Id} has no probability."),
        Entry.ModelId ?? throw new InvalidOperationException($"Entry {Entry.Id} has no model."),
        Exit?.At,
        Exit?.Price,
        Exit?.Reason);
}

/// <summary>How a position ended.</summary>
/// <param name="At">When the last share was sold.</param>
/// <param name="Price">Average price received, dollars; null when it was closed outside this system.</param>
/// <param name="Reason">Why.</param>
public sealed record PositionExit(Instant At, decimal? Price, ExitReason Reason);
