using System.Diagnostics;
using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>The field values of an order in Alpaca's API.</summary>
internal static class OrderFieldText
{
    public static string Side(OrderSide side) => side == OrderSide.Buy ? "buy" : "sell";

    public static string Time(TimeInForce time) => time == TimeInForce.Day ? "day" : "gtc";

    public static string Type(OrderType type) => type switch
    {
        OrderType.Market => "market",
        OrderType.Limit => "limit",
        OrderType.Stop => "stop",
        _ => throw new UnreachableException($"The order type {type} has no text."),
    };

    /// <summary>
    /// The status. After the entry has filled, the target is <c>new</c>, but the waiting stop is still <c>held</c>, although it
    /// protects the position (alpacahq/alpaca-py issue 198, alpaca-trade-api-js issue 87).
    /// </summary>
    public static string Status(OrderDetails details) => details.Order.Status switch
    {
        _ when details.IsHeld => "held",
        OrderStatus.Open => "new",
        OrderStatus.Held => "held",
        OrderStatus.PartiallyFilled => "partially_filled",
        OrderStatus.Filled => "filled",
        OrderStatus.Cancelled => details.ReplacedBy is null ? "canceled" : "replaced",
        OrderStatus.Expired => "expired",
        OrderStatus.Rejected => "rejected",
        _ => throw new UnreachableException($"The order status {details.Order.Status} has no text."),
    };
}
