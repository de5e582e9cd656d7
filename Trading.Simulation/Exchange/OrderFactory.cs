using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>Makes the exchange's own orders from accepted tickets.</summary>
internal sealed class OrderFactory(OrderLog orders, Ledger ledger, TradingHours hours)
{
    /// <summary>An open order; the legs of an entry are held until it fills.</summary>
    /// <param name="ticket">The accepted order.</param>
    /// <param name="now">When it is submitted.</param>
    /// <param name="fillableFrom">No bar that starts earlier can fill it.</param>
    public WorkingOrder Create(OrderTicket ticket, Instant now, Instant fillableFrom)
    {
        var (request, time) = (ticket.Request, ticket.TimeInForce);
        var brokerId = orders.NextBrokerId();
        var clientId = string.IsNullOrEmpty(request.Id.Value) ? new ClientOrderId(brokerId) : request.Id;
        var expiry = hours.Expiry(time, now, request.ExtendedHours);
        var book = ledger.Book(request.Symbol);
        var order = new WorkingOrder(
            brokerId, clientId, book, request.Side, request.Type, request.Quantity, OrderStatus.Open, now, expiry)
        {
            Sequence = orders.Count,
            LimitPrice = request.LimitPrice,
            StopPrice = request.StopPrice,
            ExtendedHours = request.ExtendedHours,
            Class = ticket.Class,
            Trail = ticket.Trail,
        }.Open(time, hours.FillableFrom(time, now, fillableFrom));
        if (ticket.Trail is not null && book.LastPrice is { } last) order.Follow(last);
        if (ticket.Legs is { } legs) Attach(order, ticket, legs, fillableFrom);
        return order;
    }

    private void Attach(WorkingOrder order, OrderTicket ticket, LegPrices prices, Instant fillableFrom)
    {
        var made = 0;
        var stop = prices.StopPrice is null ? null : Leg(OrderType.Stop, prices.StopLimit, prices.StopPrice);
        var target = prices.TargetPrice is null ? null : Leg(OrderType.Limit, prices.TargetPrice, null);
        _ = new OrderGroup(ticket.Class, order, stop, target);

        WorkingOrder Leg(OrderType type, decimal? limit, decimal? stopPrice)
        {
            var id = orders.NextBrokerId(++made);
            var isHeld = ticket.Class != OrderClass.OneCancelsOther;
            return new WorkingOrder(
                id, new ClientOrderId(id), order.Book, OrderSide.Sell, type, ticket.Request.Quantity,
                isHeld ? OrderStatus.Held : OrderStatus.Open, order.SubmittedAt, order.ExpiresAt)
            {
                StopPrice = stopPrice,
                LimitPrice = limit,
                Class = ticket.Class,
            }.Open(ticket.TimeInForce, fillableFrom);
        }
    }
}
