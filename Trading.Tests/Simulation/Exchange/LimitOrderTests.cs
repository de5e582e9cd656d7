using Trading.Cli.Output;
using Trading.Core.Orders;

namespace Trading.Tests.Simulation.Exchange;

public sealed class LimitOrderTests
{
    [Theory]
    [InlineData(98.0, 98.0)]
    [InlineData(100.0, 99.0)]
    public void A_buy_limit_fills_at_the_open_when_that_is_better_else_at_the_limit(double open, double expected)
    {
        var desk = new Desk();
        var order = desk.Buy(5, limit: 99m);
        desk.Trade("10:31", (decimal)open, 101m, 97m, 100m);
        Assert.Equal((decimal)expected, desk.Now(order).FilledPrice);
    }

    [Theory]
    [InlineData(103.0, 103.0)]
    [InlineData(100.0, 102.0)]
    public void A_sell_limit_fills_at_the_open_when_that_is_better_else_at_the_limit(double open, double expected)
    {
        var desk = new Desk();
        desk.BuyFilled(5);
        var order = desk.Sell(5, "10:32", limit: 102m);
        desk.Trade("10:32", (decimal)open, 104m, 97m, 100m);
        Assert.Equal((decimal)expected, desk.Now(order).FilledPrice);
    }

    [Fact]
    public void A_limit_that_is_never_reached_expires_at_the_close()
    {
        var desk = new Desk();
        var order = desk.Buy(5, limit: 90m);
        desk.TradeFlat("15:58", 91m);
        Assert.Equal(OrderStatus.Open, desk.Now(order).Status);

        desk.TradeFlat("15:59", 91m);
        Assert.Equal(OrderStatus.Expired, desk.Now(order).Status);
    }

    [Fact]
    public void A_regular_limit_order_rests_outside_regular_hours()
    {
        var desk = new Desk();
        desk.TradeFlat("15:59", 100m);
        var order = desk.Buy(5, "16:00", limit: 99m);
        desk.TradeFlat("16:05", 98m);
        desk.TradeFlat("09:29", 98m, day: 1);
        Assert.Equal(OrderStatus.Open, desk.Now(order).Status);

        desk.TradeFlat("09:30", 98m, day: 1);
        Assert.Equal(OrderStatus.Filled, desk.Now(order).Status);
    }

    [Fact]
    public void An_extended_hours_limit_order_fills_before_the_open_and_after_the_close()
    {
        var desk = new Desk();
        desk.TradeFlat("15:59", 100m);
        var evening = desk.Buy(5, "16:00", limit: 99m, extendedHours: true);
        desk.TradeFlat("16:05", 98m);
        Assert.Equal((98m, Desk.At("16:05")), (desk.Now(evening).FilledPrice, desk.Now(evening).FilledAt));

        var morning = desk.Sell(5, "04:00", limit: 97m, extendedHours: true, day: 1);
        desk.TradeFlat("04:10", 97.5m, day: 1);
        Assert.Equal(97.5m, desk.Now(morning).FilledPrice);
    }

    [Fact]
    public void An_extended_hours_order_without_extended_bars_fills_at_the_regular_open()
    {
        var desk = new Desk();
        desk.BuyFilled(5);
        desk.TradeFlat("15:59", 100m);
        var order = desk.Sell(5, "04:00", limit: 97m, extendedHours: true, day: 1);
        desk.TradeFlat("09:30", 98m, day: 1);
        Assert.Equal((98m, Desk.At("09:30", day: 1)), (desk.Now(order).FilledPrice, desk.Now(order).FilledAt));
    }

    [Theory]
    [InlineData(false, "19:58", "19:59")]
    [InlineData(true, "16:58", "16:59")]
    public void An_extended_hours_order_expires_four_hours_after_the_close(bool earlyClose, string alive, string last)
    {
        var desk = new Desk(earlyCloses: earlyClose ? [Desk.Monday] : []);
        var order = desk.Buy(5, limit: 90m, extendedHours: true);
        desk.Silence(alive);
        Assert.Equal(OrderStatus.Open, desk.Now(order).Status);

        desk.Silence(last);
        Assert.Equal(OrderStatus.Expired, desk.Now(order).Status);
    }

    [Fact]
    public void A_weekend_order_belongs_to_monday()
    {
        var desk = new Desk();
        var order = desk.Buy(5, "12:00", limit: 90m, day: 5);
        desk.Silence("15:58", day: 7);
        Assert.Equal(OrderStatus.Open, desk.Now(order).Status);

        desk.Silence("15:59", day: 7);
        Assert.Equal(OrderStatus.Expired, desk.Now(order).Status);
    }
}
