using Trading.Adapters.Alpaca.Wire;
using Trading.Core.Orders;

namespace Trading.Adapters.Alpaca.Orders;

/// <summary>Maps Alpaca's orders to this system's.</summary>
internal static class OrderMapping
{
    /// <summary>Whether this system can represent the order: whole shares of one symbol.</summary>
    public static bool IsWhole(AlpacaOrder order) =>
        order is { Symbol: not null, Quantity: { } quantity } && IsWhole(quantity) && IsWhole(order.FilledQuantity ?? 0m)
        && (order.Legs ?? []).All(IsWhole);

    /// <summary>Maps an order and its legs.</summary>
    /// <param name="order">The order.</param>
    /// <param name="isLoneStopLive">Whether a held stop that is listed without its entry counts as live.</param>
    /// <exception cref="BrokerUnavailableException">The order is not one that this system could have sent.</exception>
    public static BrokerOrder Map(AlpacaOrder order, bool isLoneStopLive = true)
    {
        if (!IsWhole(order))
        {
            throw new BrokerUnavailableException(
                $"Order {order.Id} ({order.Symbol ?? "several legs"}, {order.Type}, {order.Status}) is not for whole shares of "
                + "one symbol: the account must be this system's alone, so cancel it or use another account.");
        }
        var own = Shape(order, []);
        var status = OrderStatusMapping.Map(order);
        if (status == OrderStatus.Held && isLoneStopLive && own.StopPrice is not null && order.Legs is null or [])
            status = OrderStatus.Open;
        return own with
        {
            Status = status,
            Legs = [.. (order.Legs ?? []).Select(leg => Shape(leg, []) with { Status = OrderStatusMapping.MapLeg(leg, status) })],
        };
    }

    /// <summary>
    /// An order that this system does not send, or whose description is incomplete: it is live, and nothing else is known for
    /// sure.
    /// </summary>
    public static BrokerOrder Odd(AlpacaOrder order) => new(
        order.Id, new ClientOrderId(order.ClientOrderId ?? order.Id), order.Symbol ?? "", order.Side == "buy" ? OrderSide.Buy
            : OrderSide.Sell, OrderType.Market, 0, null, null, OrderStatus.Open,
        order.SubmittedAt ?? order.CreatedAt ?? Instant.MaxValue, 0, null, null, [])
    {
        IsOdd = true,
    };

    private static BrokerOrder Shape(AlpacaOrder order, IReadOnlyList<BrokerOrder> legs) => new(
        order.Id,
        new ClientOrderId(order.ClientOrderId ?? order.Id),
        order.Symbol!,
        Side(order),
        Type(order),
        (int)order.Quantity!.Value,
        order.LimitPrice,
        order.StopPrice,
        OrderStatus.Open,
        order.SubmittedAt ?? order.CreatedAt ?? throw Incomplete(order, "time of submission"),
        (int)(order.FilledQuantity ?? 0m),
        FilledPrice(order),
        order.FilledQuantity > 0m ? order.FilledAt ?? order.UpdatedAt ?? throw Incomplete(order, "time of its fill") : null,
        legs)
    {
        Replaces = order.Replaces,
    };

    private static decimal? FilledPrice(AlpacaOrder order) =>
        order.FilledQuantity > 0m ? order.FilledAvgPrice ?? throw Incomplete(order, "price of its fill") : null;

    private static OrderSide Side(AlpacaOrder order) => order.Side switch
    {
        "buy" => OrderSide.Buy,
        "sell" or "sell_short" => OrderSide.Sell,
        _ => throw Incomplete(order, "side"),
    };

    // Types that this system never sends are mapped by the price that makes them fill.
    private static OrderType Type(AlpacaOrder order) => order.Type switch
    {
        "market" => OrderType.Market,
        "limit" => OrderType.Limit,
        "stop" => OrderType.Stop,
        _ when order.StopPrice is not null => OrderType.Stop,
        _ when order.LimitPrice is not null => OrderType.Limit,
        _ => OrderType.Market,
    };

    private static bool IsWhole(decimal quantity) =>
        quantity == decimal.Truncate(quantity) && quantity is >= 0m and <= int.MaxValue;

    private static BrokerUnavailableException Incomplete(AlpacaOrder order, string what) =>
        new($"Alpaca's answer on order {order.Id} has no {what}, so it cannot be trusted: try again.");
}
