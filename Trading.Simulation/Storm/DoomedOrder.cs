using Trading.Core.Orders;

namespace Trading.Simulation.Storm;

/// <summary>
/// An order that the broker accepts and that ends without a fill: rejected or expired, perhaps suspended before.
/// </summary>
internal sealed class DoomedOrder(OrderRequest request, Fault fault, Instant now, string brokerId)
{
    private Instant? cancelledAt;

    /// <summary>The order as it was accepted.</summary>
    public BrokerOrder Order { get; } = new(
        brokerId, request.Id, request.Symbol, request.Side, request.Type, request.Quantity, request.LimitPrice, request.StopPrice,
        OrderStatus.Open, now, FilledQuantity: 0, FilledPrice: null, FilledAt: null,
        request.Bracket is not { } bracket ? [] :
        [
            Leg(request, brokerId, now, OrderType.Stop, null, bracket.StopPrice),
            Leg(request, brokerId, now, OrderType.Limit, bracket.TakeProfitPrice, null),
        ]);

    /// <summary>When it ends.</summary>
    public Instant EndsAt => now + fault.Size;

    /// <summary>Cancels it; an order that has ended stays as it is.</summary>
    public void Cancel(Instant moment)
    {
        if (moment < EndsAt) cancelledAt ??= moment;
    }

    /// <summary>The order at a moment.</summary>
    public BrokerOrder At(Instant moment)
    {
        var status = cancelledAt is not null ? OrderStatus.Cancelled
            : moment < EndsAt ? (fault.Kind == FaultKind.SuspendedLater ? OrderStatus.Suspended : OrderStatus.Open)
            : fault.Kind == FaultKind.ExpiredLater ? OrderStatus.Expired : OrderStatus.Rejected;
        var ofLegs = status.IsFinal() ? OrderStatus.Cancelled : OrderStatus.Held;
        return Order with { Status = status, Legs = [.. Order.Legs.Select(leg => leg with { Status = ofLegs })] };
    }

    private static BrokerOrder Leg(
        OrderRequest request, string brokerId, Instant now, OrderType type, decimal? limit, decimal? stop)
    {
        var id = $"{(type == OrderType.Stop ? 'e' : 'f')}{brokerId[1..]}";
        return new BrokerOrder(
            id, new ClientOrderId(id), request.Symbol, OrderSide.Sell, type, request.Quantity, limit, stop, OrderStatus.Held, now,
            0, null, null, []);
    }
}
