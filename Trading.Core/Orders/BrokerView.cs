namespace Trading.Core.Orders;

/// <summary>
/// What the broker says at a moment. The positions are asked for BEFORE the orders, so that an order which fills in between
/// is seen as filled with its position missing, never as a position without an order.
/// </summary>
/// <param name="Account">Equity, cash and buying power.</param>
/// <param name="Positions">Every holding.</param>
/// <param name="Orders">Live orders, and all that were submitted since the oldest open intent; legs nested.</param>
public sealed record BrokerView(
    AccountSnapshot Account, IReadOnlyList<Position> Positions, IReadOnlyList<BrokerOrder> Orders)
{
    /// <summary>Live orders of a symbol that are not a bracket's legs.</summary>
    public IEnumerable<BrokerOrder> LiveOrders(string symbol) =>
        Orders.Where(o => o.Symbol == symbol && o.WithLegs().Any(leg => !leg.Status.IsFinal()));

    /// <summary>A live sell that is not a bracket's leg: the position is being closed.</summary>
    public BrokerOrder? LiveExit(string symbol) =>
        Orders.FirstOrDefault(o => o.Symbol == symbol && o.Side == OrderSide.Sell && !o.Status.IsFinal());

    /// <summary>Shares of a symbol that a live stop at the broker would sell.</summary>
    public int ProtectedShares(string symbol) =>
        Orders.Where(o => o.Symbol == symbol)
            .SelectMany(o => o.WithLegs())
            .Where(o => o.Side == OrderSide.Sell && o.StopPrice is not null)
            .Where(o => o.Status is OrderStatus.Open or OrderStatus.PartiallyFilled)
            .Sum(o => o.Remaining);
}
