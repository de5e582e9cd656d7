using Trading.Core.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Tests.Simulation.Exchange;

/// <summary>Stop, stop-limit and trailing orders that are no bracket's legs.</summary>
public sealed class LoneStopTests
{
    [Theory]
    [InlineData(100, 100, 97, 98, 98)]
    [InlineData(96, 97, 95, 96, 96)]
    public void A_stop_sells_at_its_price_or_at_the_open_of_a_gap(int open, int high, int low, int close, int price)
    {
        var desk = new Desk(Desk.WithoutSlippage);
        desk.BuyFilled(5);
        var stop = Stop(desk, 98m);
        desk.Trade("10:32", 100m, 100m, 98.01m, 99m);
        Assert.Equal(OrderStatus.Open, desk.Now(stop).Status);
        desk.Trade("10:33", open, high, low, close);
        Assert.Equal((OrderStatus.Filled, (decimal?)price, 0), (desk.Now(stop).Status, desk.Now(stop).FilledPrice, desk.Held));
    }

    [Fact]
    public void A_day_stop_expires_at_the_close_and_one_good_till_cancelled_sells_the_next_morning()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        desk.BuyFilled(5);
        var day = Stop(desk, 98m, quantity: 2);
        var standing = Stop(desk, 98m, quantity: 3, isStanding: true);
        desk.TradeFlat("15:59", 100m);
        Assert.Equal((OrderStatus.Expired, OrderStatus.Open), (desk.Now(day).Status, desk.Now(standing).Status));
        desk.TradeFlat("09:30", 90m, day: 1);
        Assert.Equal((90m, 2), (desk.Now(standing).FilledPrice, desk.Held));
    }

    [Fact]
    public void An_order_good_till_cancelled_is_cancelled_after_ninety_days()
    {
        var desk = new Desk();
        desk.BuyFilled(5);
        var stop = Stop(desk, 98m, isStanding: true);
        desk.Exchange.ExpireUntil(Desk.At("16:14", 90));
        Assert.Equal(OrderStatus.Open, desk.Now(stop).Status);
        desk.Exchange.ExpireUntil(Desk.At("16:15", 90));
        Assert.Equal((OrderStatus.Cancelled, 5), (desk.Now(stop).Status, desk.Held));
    }

    [Fact]
    public void A_stop_reserves_its_shares_and_its_cancellation_frees_them()
    {
        var desk = new Desk();
        desk.BuyFilled(5);
        var stop = Stop(desk, 98m);
        Assert.Equal(RejectionKind.Shares,
            Desk.Rejected(desk.Exchange.Submit(desk.Request(OrderSide.Sell, 1), Desk.At("10:32"))).Kind);
        desk.Exchange.Cancel(stop.BrokerId);
        Assert.IsType<SubmitOutcome.Accepted>(desk.Exchange.Submit(desk.Request(OrderSide.Sell, 5), Desk.At("10:32")));
    }

    [Theory]
    [InlineData(OrderSide.Sell, 100, "stop price must be less than current price")]
    [InlineData(OrderSide.Buy, 100, "stop price must be greater than current price")]
    public void A_stop_that_the_price_has_reached_is_refused(OrderSide side, decimal price, string words)
    {
        var desk = new Desk();
        desk.BuyFilled(5);
        var request = desk.Request(side, 5) with { Type = OrderType.Stop, StopPrice = price };
        Assert.Equal(("42210000", words), Desk.Rejected(desk.Exchange.Submit(request, Desk.At("10:32"))) is var no
            ? (no.Code, no.Reason) : default);
    }

    [Fact]
    public void A_stop_to_buy_buys_when_the_price_rises_to_it()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        var order = Accepted(desk, new(desk.Request(OrderSide.Buy, 5) with { Type = OrderType.Stop, StopPrice = 102m }));
        desk.Trade("10:31", 100m, 101m, 100m, 101m);
        Assert.Equal(0, desk.Held);
        desk.Trade("10:32", 101m, 103m, 101m, 103m);
        Assert.Equal((102m, 5), (desk.Now(order).FilledPrice, desk.Held));
    }

    [Fact]
    public void A_stop_limit_waits_for_its_limit_after_a_gap_below_it()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        desk.BuyFilled(5);
        var order = Accepted(desk, new(desk.Request(OrderSide.Sell, 5) with
        {
            Type = OrderType.Stop,
            StopPrice = 98m,
            LimitPrice = 97m,
        }));
        desk.Trade("10:32", 95m, 96m, 94m, 95m);
        Assert.Equal((OrderStatus.Open, 5), (desk.Now(order).Status, desk.Held));
        desk.Trade("10:33", 95m, 97m, 95m, 97m);
        Assert.Equal((OrderStatus.Filled, 97m), (desk.Now(order).Status, desk.Now(order).FilledPrice));
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(null, 2)]
    public void A_trailing_stop_follows_the_best_price_and_never_goes_back(int? dollars, int? percent)
    {
        var desk = new Desk(Desk.WithoutSlippage);
        desk.BuyFilled(5);
        var order = Accepted(desk, new(desk.Request(OrderSide.Sell, 5) with { Type = OrderType.Stop })
        {
            Trail = new(dollars, percent),
        });
        Assert.Equal(98m, order.StopPrice);
        desk.Trade("10:32", 100m, 150m, 100m, 149m);
        var moved = dollars is null ? 147m : 148m;
        Assert.Equal(moved, desk.Now(order).StopPrice);
        desk.Trade("10:33", 149m, 149m, 148.5m, 148.5m);
        Assert.Equal(moved, desk.Now(order).StopPrice);
        desk.Trade("10:34", 148.5m, 149m, 140m, 141m);
        Assert.Equal((moved, 0), (desk.Now(order).FilledPrice, desk.Held));
    }

    private static BrokerOrder Stop(Desk desk, decimal price, int quantity = 5, bool isStanding = false) =>
        Accepted(desk, new(desk.Request(OrderSide.Sell, quantity) with
        {
            Type = OrderType.Stop,
            StopPrice = price,
            GoodTilCancelled = isStanding,
        }));

    private static BrokerOrder Accepted(Desk desk, OrderTicket ticket) => Assert.IsType<SubmitOutcome.Accepted>(
        desk.Exchange.Submit(ticket, Desk.At("10:31"), Desk.At("10:31"))).Order;
}
