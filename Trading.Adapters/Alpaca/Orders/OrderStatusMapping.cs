using Trading.Adapters.Alpaca.Wire;
using Trading.Core.Orders;

namespace Trading.Adapters.Alpaca.Orders;

/// <summary>Maps Alpaca's order states (trading API, OrderStatus) to this system's.</summary>
internal static class OrderStatusMapping
{
    private static readonly HashSet<string> Live =
    [
        "new", "accepted", "pending_new", "accepted_for_bidding", "partially_filled", "stopped", "suspended", "pending_cancel",
        "pending_replace", "calculated", "done_for_day",
    ];

    /// <summary>Whether the state is documented. One that is not counts as live, so that no order is forgotten.</summary>
    public static bool IsKnown(string status) =>
        Live.Contains(status) || status is "held" or "filled" or "canceled" or "replaced" or "expired" or "rejected";

    /// <summary>The state of an order that stands alone or has legs.</summary>
    public static OrderStatus Map(AlpacaOrder order) => order.Status switch
    {
        "filled" => OrderStatus.Filled,
        "canceled" or "replaced" => OrderStatus.Cancelled,
        "expired" => OrderStatus.Expired,
        "rejected" => OrderStatus.Rejected,
        "held" => OrderStatus.Held,
        "suspended" => OrderStatus.Suspended,
        _ => order.FilledQuantity > 0m ? OrderStatus.PartiallyFilled : OrderStatus.Open,
    };

    /// <summary>
    /// The state of a bracket's leg. Once the entry has filled, Alpaca shows the target as <c>new</c> and the stop as
    /// <c>held</c>, although both can fill; before that, neither can.
    /// </summary>
    public static OrderStatus MapLeg(AlpacaOrder leg, OrderStatus entry)
    {
        var status = Map(leg);
        if (entry == OrderStatus.Filled)
            return status == OrderStatus.Held && leg.StopPrice is not null ? OrderStatus.Open : status;
        return status == OrderStatus.Open && !entry.IsFinal() ? OrderStatus.Held : status;
    }
}
