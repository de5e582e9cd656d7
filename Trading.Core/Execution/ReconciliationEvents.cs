using Trading.Core.Events;
using Trading.Core.Orders;

namespace Trading.Core.Execution;

/// <summary>
/// What a reconciliation tells. Events follow from an intent's change of status, which happens once, and not from its fills,
/// which are seen again each minute.
/// </summary>
internal static class ReconciliationEvents
{
    /// <summary>What follows from the change of one intent.</summary>
    /// <param name="changed">The intent as it is now.</param>
    /// <param name="holding">What it bought; null when it bought nothing, or when it is a sale.</param>
    /// <param name="view">What the broker says.</param>
    /// <param name="now">When the broker was asked.</param>
    public static IEnumerable<TradingEvent> Of(OrderIntent changed, Holding? holding, BrokerView view, Instant now)
    {
        // Accepted is not done: the broker may reject an order, or let it expire, after it has taken it.
        if (changed.Status == IntentStatus.Rejected) yield return new OrderRefused(now, changed);
        // While it still fills it is Working, and the shares of another minute may follow.
        if (holding is null || changed.Status is not (IntentStatus.Holding or IntentStatus.Completed)) yield break;

        var trade = holding.ToTrade();
        if (holding.Entry.Status != IntentStatus.Holding)
        {
            yield return new OrderFilled(holding.EntryAt, trade with { ExitAt = null, ExitPrice = null, ExitReason = null });
            if (trade.IsOpen && view.ProtectedShares(trade.Symbol) >= trade.Quantity)
                yield return new PositionProtected(now, trade);
        }
        if (holding.Exit is { } exit) yield return new PositionClosed(exit.At, trade);
    }
}
