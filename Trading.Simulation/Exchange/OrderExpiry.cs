using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>
/// Ends the orders whose time is over, and records the equity at each close. At a close, market orders still open and the orders
/// for it fill at the last price.
/// </summary>
internal sealed class OrderExpiry(ExchangeOptions options, OrderLog orders, Ledger ledger, ClosingEquity closes)
{
    public void RunUpTo(Instant moment)
    {
        // An order that expires at the close may fill there, so the equity of the close is read after it.
        while (closes.DueAt(moment) is { } close)
        {
            Expire(close);
            closes.Record(ledger.Account(orders.Live).Equity);
        }
        Expire(moment);
    }

    private void Expire(Instant moment)
    {
        while (orders.NextExpiry <= moment)
        {
            var order = orders.Live.First(live => live.ExpiresAt == orders.NextExpiry);
            if (order.TimeInForce == TimeInForce.GoodTillCancelled)
            {
                order.EndGroup(OrderStatus.Cancelled, order.ExpiresAt);
            }
            else
            {
                FillAtClose(order.Group?.StopLeg ?? order);
                order.EndGroup(OrderStatus.Expired, order.ExpiresAt);
            }
            orders.DropEnded(order.Book);
        }
    }

    private void FillAtClose(WorkingOrder order)
    {
        if (order is not { IsLive: true, Status: not OrderStatus.Suspended, IsImmediate: false, Book.IsHalted: false }) return;
        if (order.Book.LastPrice is not { } last) return;
        if (order.IsMarket) Fill(options.AfterSlippage(order.Side, last));
        else if (order.TimeInForce == TimeInForce.AtTheClose && order.IsLimit && Reaches(last)) Fill(last);

        void Fill(decimal price) => ledger.Fill(order, order.Remaining, price, order.ExpiresAt);

        bool Reaches(decimal price) =>
            order.Side == OrderSide.Buy ? price <= order.LimitPrice : price >= order.LimitPrice;
    }
}
