using System.Diagnostics;
using Trading.Core.Execution;

namespace Trading.Simulation.Exchange;

/// <summary>Alpaca's words for an order.</summary>
internal static class OrderFieldText
{
    public static string Side(OrderSide side) => side == OrderSide.Buy ? "buy" : "sell";

    public static string Time(TimeInForce time) => time == TimeInForce.Day ? "day" : "gtc";

    public static string Type(OrderType type) => type switch
    {
        OrderType.Market => "market",
        OrderType.Limit => "limit",
        OrderType.Stop => "stop",
        _ => throw new UnreachableException($"The order type {type} has no word."),
    };

    /// <summary>
    /// Where an order stands. A stop whose entry has filled says <c>held</c> as long as it waits, although it protects: only its
    /// target is <c>new</c> (alpacahq/alpaca-py issue 198, alpaca-trade-api-js issue 87).
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
        _ => throw new UnreachableException($"The order status {details.Order.Status} has no word."),
    };
}
