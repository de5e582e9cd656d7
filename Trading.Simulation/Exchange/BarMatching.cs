using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>
/// Fills the working orders of a symbol against one bar. A bar does not show the path of the price, only that the open came
/// first: so fills at the open go first, and after them the worse case, stops before targets. Fills at the open are stamped with
/// the bar's start, fills within the bar with its end. A trailing stop is checked where it stood before the bar, and then
/// follows the bar's best price.
/// </summary>
internal ref struct BarMatching(Ledger ledger, ExchangeOptions options, SymbolBook book, in Bar bar, bool isRegular)
{
    private readonly ref readonly Bar bar = ref bar;
    private int allowance = options.Allowance(bar.Volume);

    public void Run()
    {
        if (allowance > 0)
        {
            FillMarketOrdersAtOpen();
            FillPricedOrdersAtOpen();
            FillStopsWithin();
            FillBuyLimitsWithin();
            // Once more, for the stops of entries that have filled since.
            FillStopsWithin();
            FillSellLimitsWithin();
        }
        EndImmediateOrders();
        MoveTrailingStops();
    }

    private void FillMarketOrdersAtOpen()
    {
        foreach (var order in book.Working)
        {
            if (IsReady(order) && order.IsMarket) FillAtMarket(order, bar.Open, bar.Start);
        }
    }

    private void FillPricedOrdersAtOpen()
    {
        foreach (var order in book.Working)
        {
            if (!IsReady(order)) continue;
            if (order.IsWaitingStop && IsTriggered(order, bar.Open)) TriggerAndFill(order, bar.Open, bar.Start);
            else if (order.IsLimit && IsMarketable(order, bar.Open)) Fill(order, bar.Open, bar.Start);
        }
    }

    private void FillStopsWithin()
    {
        foreach (var order in book.Working)
        {
            if (IsReady(order) && order.IsWaitingStop
                && IsTriggered(order, order.Side == OrderSide.Sell ? bar.Low : bar.High))
                TriggerAndFill(order, order.StopPrice!.Value, bar.End);
        }
    }

    private void FillBuyLimitsWithin() => FillLimitsWithin(OrderSide.Buy, bar.Low);

    private void FillSellLimitsWithin() => FillLimitsWithin(OrderSide.Sell, bar.High);

    private void FillLimitsWithin(OrderSide side, decimal extreme)
    {
        foreach (var order in book.Working)
        {
            if (IsReady(order) && order.IsLimit && order.Side == side && order.TimeInForce != TimeInForce.AtTheOpen
                && IsMarketable(order, extreme))
                Fill(order, order.LimitPrice!.Value, bar.End);
        }
    }

    private readonly void EndImmediateOrders()
    {
        foreach (var order in book.Working)
        {
            if (order.IsImmediate && IsReady(order)) order.EndGroup(OrderStatus.Cancelled, bar.End);
        }
    }

    private readonly void MoveTrailingStops()
    {
        foreach (var order in book.Working)
        {
            if (order.Trail is not null && IsReady(order))
                order.Follow(order.Side == OrderSide.Sell ? bar.High : bar.Low);
        }
    }

    private readonly bool IsReady(WorkingOrder order) =>
        order.IsLive && order.Status is not (OrderStatus.Held or OrderStatus.Suspended)
        && order.FillableFrom <= bar.Start && (isRegular || order.ExtendedHours);

    private static bool IsTriggered(WorkingOrder stop, decimal price) =>
        stop.Side == OrderSide.Sell ? price <= stop.StopPrice : price >= stop.StopPrice;

    private static bool IsMarketable(WorkingOrder order, decimal price) =>
        order.Side == OrderSide.Buy ? price <= order.LimitPrice : price >= order.LimitPrice;

    private void TriggerAndFill(WorkingOrder stop, decimal price, Instant at)
    {
        stop.Trigger(at);
        if (stop.IsMarket) FillAtMarket(stop, price, at);
        else if (IsMarketable(stop, price)) Fill(stop, price, at);
    }

    private void FillAtMarket(WorkingOrder order, decimal price, Instant at) =>
        Fill(order, options.AfterSlippage(order.Side, price), at);

    private void Fill(WorkingOrder order, decimal price, Instant at)
    {
        var shares = Math.Min(order.Remaining, allowance);
        if (shares == 0 || (order.TimeInForce == TimeInForce.FillOrKill && shares < order.Remaining)) return;
        allowance -= shares;
        ledger.Fill(order, shares, price, at);
    }
}
