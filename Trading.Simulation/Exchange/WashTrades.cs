using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>
/// Alpaca's protection against wash trades: an order is refused when it could trade with an own live order of the other side.
/// Orders with legs, their legs and trailing stops are exempt.
/// </summary>
/// <remarks>
/// The rule is the table of Alpaca's page "User Protection": two orders that both have a limit are refused when the buy's limit
/// reaches the sale's, and every other pair is refused always.
/// </remarks>
internal static class WashTrades
{
    /// <summary>The live order that an order could trade with; null when there is none.</summary>
    public static WorkingOrder? Opposite(OrderTicket ticket, IEnumerable<WorkingOrder> live)
    {
        if (ticket.Class != OrderClass.Simple || ticket.Trail is not null) return null;
        return live.FirstOrDefault(other =>
            other.IsLive && other.Class == OrderClass.Simple && other.Trail is null
            && other.Book.Symbol == ticket.Request.Symbol && other.Side != ticket.Request.Side
            && CouldTrade(ticket.Request, other));
    }

    private static bool CouldTrade(OrderRequest order, WorkingOrder other)
    {
        if (order.LimitPrice is not { } own || other.LimitPrice is not { } opposite) return true;
        return order.Side == OrderSide.Buy ? own >= opposite : opposite >= own;
    }
}
