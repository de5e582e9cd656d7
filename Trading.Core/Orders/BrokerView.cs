namespace Trading.Core.Orders;

/// <summary>
/// What the broker says at a moment. The positions are asked for BEFORE the orders, so that an order which fills in between
/// is seen as filled with its position missing, never as a position without an order.
/// </summary>
/// <param name="Account">Equity, cash and buying power; null when the broker did not tell, which stops entries and no
/// sale.</param>
/// <param name="Positions">Every position that this system can sell.</param>
/// <param name="Orders">Live orders, and all that were submitted since the oldest open intent; legs nested.</param>
public sealed record BrokerView(
    AccountSnapshot? Account, IReadOnlyList<Position> Positions, IReadOnlyList<BrokerOrder> Orders)
{
    /// <summary>Positions that are left alone.</summary>
    public IReadOnlyList<OddPosition> Odd { get; init; } = [];

    /// <summary>
    /// The view of the broker's answers. Shares without a price belong to this system when one of its entries bought them: a sale
    /// at the market needs no price.
    /// </summary>
    public static BrokerView Of(AccountSnapshot? account, AccountPositions held, IReadOnlyList<BrokerOrder> orders)
    {
        var own = held.Odd.Where(odd => IsOwn(odd, orders)).ToList();
        return new(
            account,
            [
                .. held.Shares,
                .. own.Select(odd => new Position(odd.Symbol, (int)odd.Quantity, odd.AverageEntryPrice!.Value, null)),
            ],
            orders)
        {
            Odd = [.. held.Odd.Except(own)],
        };
    }

    /// <summary>Live orders of a symbol that are not a bracket's legs, as far as they are orders for whole shares.</summary>
    public IEnumerable<BrokerOrder> LiveOrders(string symbol) =>
        Orders.Where(o => o.Symbol == symbol && !o.IsOdd && o.WithLegs().Any(leg => !leg.Status.IsFinal()));

    /// <summary>A live sell that is not a bracket's leg and no stop: the position is being closed.</summary>
    public BrokerOrder? LiveExit(string symbol) => Orders.FirstOrDefault(o =>
        o.Symbol == symbol && o.Side == OrderSide.Sell && o.StopPrice is null && !o.IsOdd
            && !o.Status.IsFinal() && o.Status != OrderStatus.Suspended);

    /// <summary>Shares of a symbol that a live stop at the broker would sell.</summary>
    public int ProtectedShares(string symbol) =>
        Orders.Where(o => o.Symbol == symbol)
            .SelectMany(o => o.WithLegs())
            .Where(o => o.Side == OrderSide.Sell && o.StopPrice is not null)
            .Where(o => o.Status is OrderStatus.Open or OrderStatus.PartiallyFilled)
            .Sum(o => o.Remaining);

    private static bool IsOwn(OddPosition odd, IReadOnlyList<BrokerOrder> orders) =>
        odd is { Oddity: PositionOddity.NoPrice, AverageEntryPrice: not null } && orders.Any(o =>
            o.Symbol == odd.Symbol && o.Side == OrderSide.Buy && o.FilledQuantity > 0 && o.ClientId.IsEntryOf(odd.Symbol));
}
