using Trading.Core.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Tests.Simulation.Exchange;

public sealed class TimeInForceTests
{
    [Fact]
    public void Immediate_or_cancel_takes_what_the_first_bar_gives_and_no_more()
    {
        var desk = new Desk();
        var order = Submit(desk, 50, TimeInForce.ImmediateOrCancel);
        desk.TradeFlat("10:31", 100m, volume: 300);
        Assert.Equal((OrderStatus.Cancelled, 30), (desk.Now(order).Status, desk.Now(order).FilledQuantity));
        desk.TradeFlat("10:32", 100m);
        Assert.Equal(30, desk.Held);
    }

    [Fact]
    public void Fill_or_kill_takes_all_or_nothing()
    {
        var desk = new Desk();
        var killed = Submit(desk, 50, TimeInForce.FillOrKill);
        desk.TradeFlat("10:31", 100m, volume: 300);
        Assert.Equal((OrderStatus.Cancelled, 0), (desk.Now(killed).Status, desk.Held));
        var filled = Submit(desk, 50, TimeInForce.FillOrKill, at: "10:32");
        desk.TradeFlat("10:32", 100m, volume: 500);
        Assert.Equal((OrderStatus.Filled, 50), (desk.Now(filled).Status, desk.Held));
    }

    [Fact]
    public void An_immediate_limit_that_is_not_met_is_cancelled()
    {
        var desk = new Desk();
        var order = Submit(desk, 5, TimeInForce.ImmediateOrCancel, limit: 99m);
        desk.TradeFlat("10:31", 100m);
        Assert.Equal(OrderStatus.Cancelled, desk.Now(order).Status);
    }

    [Fact]
    public void An_order_for_the_open_fills_at_the_next_open_only()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        var market = Submit(desk, 5, TimeInForce.AtTheOpen);
        var limit = Submit(desk, 5, TimeInForce.AtTheOpen, limit: 95m);
        desk.TradeFlat("15:59", 100m);
        Assert.Equal(OrderStatus.Open, desk.Now(market).Status);
        desk.Trade("09:30", 97m, 97m, 94m, 95m, day: 1);
        Assert.Equal((OrderStatus.Filled, 97m), (desk.Now(market).Status, desk.Now(market).FilledPrice));
        Assert.Equal((OrderStatus.Cancelled, 5), (desk.Now(limit).Status, desk.Held));
    }

    [Fact]
    public void An_order_for_the_close_fills_at_the_closing_price_or_expires()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        var market = Submit(desk, 5, TimeInForce.AtTheClose);
        var met = Submit(desk, 3, TimeInForce.AtTheClose, limit: 102m);
        var missed = Submit(desk, 2, TimeInForce.AtTheClose, limit: 101m);
        desk.TradeFlat("10:31", 100m);
        Assert.Equal(0, desk.Held);
        desk.TradeFlat("15:59", 102m);
        Assert.Equal((102m, 102m), (desk.Now(market).FilledPrice, desk.Now(met).FilledPrice));
        Assert.Equal((OrderStatus.Expired, 8), (desk.Now(missed).Status, desk.Held));
    }

    [Theory]
    [InlineData(TimeInForce.ImmediateOrCancel)]
    [InlineData(TimeInForce.AtTheClose)]
    public void Stops_and_orders_with_legs_are_for_the_day_or_good_till_cancelled(TimeInForce time)
    {
        var desk = new Desk();
        desk.BuyFilled(5);
        Desk.Rejected(desk.Exchange.Submit(
            desk.Request(OrderSide.Sell, 5) with { Type = OrderType.Stop, StopPrice = 98m }, time, Desk.At("10:32")));
        Desk.Rejected(desk.Exchange.Submit(
            desk.Request(OrderSide.Buy, 5, bracket: new(98m, 104m)), time, Desk.At("10:32")));
    }

    private static BrokerOrder Submit(
        Desk desk, int quantity, TimeInForce time, decimal? limit = null, string at = "10:31") =>
        Assert.IsType<SubmitOutcome.Accepted>(
            desk.Exchange.Submit(desk.Request(OrderSide.Buy, quantity, limit), time, Desk.At(at))).Order;
}
