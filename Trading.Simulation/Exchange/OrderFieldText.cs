using System.Diagnostics;
using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>The field values of an order in Alpaca's API.</summary>
internal static class OrderFieldText
{
    public static string Side(OrderSide side) => side == OrderSide.Buy ? "buy" : "sell";

    public static string Time(TimeInForce time) => time switch
    {
        TimeInForce.Day => "day",
        TimeInForce.GoodTillCancelled => "gtc",
        TimeInForce.ImmediateOrCancel => "ioc",
        TimeInForce.FillOrKill => "fok",
        TimeInForce.AtTheOpen => "opg",
        TimeInForce.AtTheClose => "cls",
        _ => throw new UnreachableException($"The time in force {time} has no text."),
    };

    public static string Class(OrderClass orderClass) => orderClass switch
    {
        OrderClass.Simple => "simple",
        OrderClass.Bracket => "bracket",
        OrderClass.OneCancelsOther => "oco",
        OrderClass.OneTriggersOther => "oto",
        _ => throw new UnreachableException($"The order class {orderClass} has no text."),
    };

    public static string Type(OrderDetails details) => details.Order switch
    {
        { Type: OrderType.Market } => "market",
        { Type: OrderType.Limit } => "limit",
        { Type: OrderType.Stop } when details.Trail is not null => "trailing_stop",
        { Type: OrderType.Stop, LimitPrice: not null } => "stop_limit",
        { Type: OrderType.Stop } => "stop",
        _ => throw new UnreachableException($"The order type {details.Order.Type} has no text."),
    };

    /// <summary>
    /// The status. After the entry has filled, the target is <c>new</c>, but the waiting stop is still <c>held</c>, although it
    /// protects the position (alpacahq/alpaca-py issue 198, alpaca-trade-api-js issue 87).
    /// </summary>
    public static string Status(OrderDetails details) => details.Order.Status switch
    {
        _ when details.IsCancelPending => "pending_cancel",
        _ when details.IsHeld => "held",
        OrderStatus.Suspended => "suspended",
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
