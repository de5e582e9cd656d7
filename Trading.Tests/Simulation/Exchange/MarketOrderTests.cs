using Trading.Cli.Output;
using Trading.Core.Orders;

namespace Trading.Tests.Simulation.Exchange;

public sealed class MarketOrderTests
{
    [Fact]
    public void A_market_buy_fills_at_the_open_of_the_next_bar_plus_slippage()
    {
        var desk = new Desk();
        var order = desk.Buy(5);
        desk.Trade("10:31", 101m, 103m, 99m, 102m);

        var filled = desk.Now(order);
        Assert.Equal(OrderStatus.Filled, filled.Status);
        Assert.Equal(101.0202m, filled.FilledPrice);
        Assert.Equal(Desk.At("10:31"), filled.FilledAt);
        Assert.Equal(100_000m - (5 * 101.0202m), desk.Exchange.Account.Cash);
        Assert.Equal(100_000m - (5 * 101.0202m) + (5 * 102m), desk.Exchange.Account.Equity);
    }

    [Fact]
    public void A_market_sell_fills_at_the_open_less_slippage()
    {
        var desk = new Desk();
        desk.BuyFilled(5);
        var order = desk.Sell(5, "10:32");
        desk.Trade("10:32", 101m, 103m, 99m, 102m);

        Assert.Equal(100.9798m, desk.Now(order).FilledPrice);
        Assert.Empty(desk.Exchange.Positions);
    }

    [Fact]
    public void An_order_never_fills_in_a_bar_that_started_before_it_was_sent()
    {
        var desk = new Desk();
        var order = desk.Buy(5, "10:32");
        desk.TradeFlat("10:31", 100m);
        Assert.Equal(OrderStatus.Open, desk.Now(order).Status);

        desk.TradeFlat("10:32", 100m);
        Assert.Equal(OrderStatus.Filled, desk.Now(order).Status);
    }

    [Fact]
    public void A_minute_without_a_bar_or_without_volume_fills_nothing()
    {
        var desk = new Desk();
        var order = desk.Buy(5);
        desk.Silence("10:31");
        desk.TradeFlat("10:32", 100m, volume: 0);
        Assert.Equal(0, desk.Now(order).FilledQuantity);

        desk.TradeFlat("10:33", 100m);
        Assert.Equal(Desk.At("10:33"), desk.Now(order).FilledAt);
    }

    [Fact]
    public void An_order_takes_at_most_its_share_of_a_bars_volume_and_carries_on()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        var order = desk.Buy(10);
        desk.TradeFlat("10:31", 100m, volume: 49);
        Assert.Equal((OrderStatus.PartiallyFilled, 4), (desk.Now(order).Status, desk.Now(order).FilledQuantity));

        desk.TradeFlat("10:32", 110m, volume: 3);
        Assert.Equal(5, desk.Now(order).FilledQuantity);

        desk.TradeFlat("10:33", 120m, volume: 500);
        Assert.Equal((OrderStatus.Filled, ((4 * 100m) + 110m + (5 * 120m)) / 10),
            (desk.Now(order).Status, desk.Now(order).FilledPrice!.Value));
    }

    [Fact]
    public void Orders_of_a_symbol_share_one_bars_volume_the_older_first()
    {
        var desk = new Desk();
        var (first, second) = (desk.Buy(4), desk.Buy(4));
        desk.TradeFlat("10:31", 100m, volume: 50);

        Assert.Equal((4, 1), (desk.Now(first).FilledQuantity, desk.Now(second).FilledQuantity));
    }

    [Fact]
    public void A_market_order_still_open_at_the_close_fills_completely_at_the_last_price()
    {
        var desk = new Desk();
        desk.BuyFilled(5);
        desk.TradeFlat("15:40", 105m);
        var order = desk.Sell(5, "15:55");
        desk.Silence("15:58");
        Assert.Equal(OrderStatus.Open, desk.Now(order).Status);

        desk.Silence("15:59");
        Assert.Equal((OrderStatus.Filled, 104.979m, Desk.At("16:00")),
            (desk.Now(order).Status, desk.Now(order).FilledPrice, desk.Now(order).FilledAt));
    }

    [Fact]
    public void The_close_is_made_good_when_the_last_minutes_were_left_out()
    {
        var desk = new Desk();
        var order = desk.Buy(5);
        desk.TradeFlat("09:30", 200m, day: 1);

        Assert.Equal((100.02m, Desk.At("16:00")), (desk.Now(order).FilledPrice, desk.Now(order).FilledAt));
    }

    [Fact]
    public void A_market_order_after_the_close_waits_for_the_next_open()
    {
        var desk = new Desk();
        desk.TradeFlat("15:59", 100m);
        var order = desk.Buy(5, "16:00");
        desk.TradeFlat("16:00", 100m);
        desk.TradeFlat("09:29", 90m, day: 1);
        Assert.Equal(OrderStatus.Open, desk.Now(order).Status);

        desk.TradeFlat("09:30", 95m, day: 1);
        Assert.Equal((OrderStatus.Filled, Desk.At("09:30", day: 1)), (desk.Now(order).Status, desk.Now(order).FilledAt));
    }

    [Fact]
    public void A_market_order_on_an_early_close_day_is_done_by_one_o_clock()
    {
        var desk = new Desk(earlyCloses: Desk.Monday);
        var order = desk.Buy(5);
        desk.Silence("12:59");
        Assert.Equal(Desk.At("13:00"), desk.Now(order).FilledAt);
    }
}
