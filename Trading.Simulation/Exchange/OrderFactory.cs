using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>Makes the exchange's own orders from accepted requests.</summary>
internal sealed class OrderFactory(OrderLog orders, Ledger ledger, TradingHours hours)
{
    /// <summary>An open order; a bracket has its two legs, held until the entry fills.</summary>
    public WorkingOrder Create(OrderRequest request, TimeInForce time, Instant now)
    {
        var brokerId = orders.NextBrokerId();
        var clientId = string.IsNullOrEmpty(request.Id.Value) ? new ClientOrderId(brokerId) : request.Id;
        var expiry = hours.Expiry(time, now, request.ExtendedHours);
        var book = ledger.Book(request.Symbol);
        var order = new WorkingOrder(
            brokerId, clientId, book, request.Side, request.Type, request.Quantity, OrderStatus.Open, now, expiry)
        {
            Sequence = orders.Count,
            LimitPrice = request.LimitPrice,
            ExtendedHours = request.ExtendedHours,
            TimeInForce = time,
        };
        if (request.Bracket is { } bracket) order.Attach(Leg(1, OrderType.Stop), Leg(2, OrderType.Limit));
        return order;

        WorkingOrder Leg(int offset, OrderType type)
        {
            var id = orders.NextBrokerId(offset);
            var isStop = type == OrderType.Stop;
            return new WorkingOrder(
                id, new ClientOrderId(id), book, OrderSide.Sell, type, request.Quantity, OrderStatus.Held, now, expiry)
            {
                StopPrice = isStop ? bracket.StopPrice : null,
                LimitPrice = isStop ? null : bracket.TakeProfitPrice,
                TimeInForce = time,
            };
        }
    }
}
