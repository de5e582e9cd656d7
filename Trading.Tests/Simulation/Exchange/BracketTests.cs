using Trading.Cli.Output;
using Trading.Core.Orders;

namespace Trading.Tests.Simulation.Exchange;

public sealed class BracketTests
{
    private static readonly Bracket Bracket = new(StopPrice: 98m, TakeProfitPrice: 104m);

    [Fact]
    public void Legs_are_held_until_the_entry_is_completely_filled()
    {
        var desk = new Desk();
        var entry = desk.Buy(5, bracket: Bracket);
        desk.Trade("10:31", 100m, 110m, 90m, 100m, volume: 40);
        Assert.Equal(4, desk.Held);
        Assert.All(desk.Now(entry).Legs, leg => Assert.Equal((OrderStatus.Held, 0), (leg.Status, leg.FilledQuantity)));

        desk.TradeFlat("10:32", 100m);
        Assert.All(desk.Now(entry).Legs, leg => Assert.Equal((OrderStatus.Open, 5), (leg.Status, leg.Quantity)));
    }

    [Fact]
    public void Legs_live_in_the_same_bar_in_which_the_entry_filled_at_its_open()
    {
        var desk = new Desk();
        var entry = desk.Buy(5, bracket: Bracket);
        desk.Trade("10:31", 100m, 101m, 97m, 99m);

        Assert.Equal((OrderStatus.Filled, 97.9804m), (desk.Stop(entry).Status, desk.Stop(entry).FilledPrice));
        Assert.Equal(OrderStatus.Cancelled, desk.Target(entry).Status);
        Assert.Equal(0, desk.Held);
    }

    [Fact]
    public void A_bar_that_spans_both_prices_counts_as_a_stop()
    {
        var desk = new Desk();
        var entry = desk.BuyFilled(5, Bracket);
        desk.Trade("10:32", 100m, 105m, 97m, 104.5m);

        Assert.Equal((OrderStatus.Filled, 98m * 0.9998m), (desk.Stop(entry).Status, desk.Stop(entry).FilledPrice));
        Assert.Equal((OrderStatus.Cancelled, 0), (desk.Target(entry).Status, desk.Target(entry).FilledQuantity));
    }

    [Fact]
    public void A_target_that_trades_fills_at_its_limit_without_slippage_and_cancels_the_stop()
    {
        var desk = new Desk();
        var entry = desk.BuyFilled(5, Bracket);
        desk.Trade("10:32", 100m, 104m, 99m, 103m);

        Assert.Equal((OrderStatus.Filled, 104m, Desk.At("10:33")),
            (desk.Target(entry).Status, desk.Target(entry).FilledPrice, desk.Target(entry).FilledAt));
        Assert.Equal((OrderStatus.Cancelled, 0), (desk.Stop(entry).Status, desk.Stop(entry).FilledQuantity));
    }

    [Fact]
    public void A_gap_through_the_stop_fills_at_the_open_which_is_worse()
    {
        var desk = new Desk();
        var entry = desk.BuyFilled(5, Bracket);
        desk.Trade("10:32", 95m, 105m, 94m, 96m);
        Assert.Equal((95m * 0.9998m, Desk.At("10:32")), (desk.Stop(entry).FilledPrice, desk.Stop(entry).FilledAt));
    }

    [Fact]
    public void A_gap_above_the_target_fills_at_the_open_which_is_better_even_when_the_bar_falls_to_the_stop_later()
    {
        var desk = new Desk();
        var entry = desk.BuyFilled(5, Bracket);
        desk.Trade("10:32", 106m, 107m, 97m, 98m);
        Assert.Equal((106m, Desk.At("10:32")), (desk.Target(entry).FilledPrice, desk.Target(entry).FilledAt));
        Assert.Equal(OrderStatus.Cancelled, desk.Stop(entry).Status);
    }

    [Fact]
    public void A_price_between_the_legs_touches_neither()
    {
        var desk = new Desk();
        var entry = desk.BuyFilled(5, Bracket);
        desk.Trade("10:32", 100m, 103.99m, 98.01m, 100m);
        Assert.All(desk.Now(entry).Legs, leg => Assert.Equal(OrderStatus.Open, leg.Status));
    }

    [Fact]
    public void A_partial_fill_of_the_target_leaves_a_stop_for_the_rest()
    {
        var desk = new Desk();
        var entry = desk.BuyFilled(5, Bracket);
        desk.Trade("10:32", 104m, 104m, 104m, 104m, volume: 20);
        Assert.Equal((OrderStatus.PartiallyFilled, 2), (desk.Target(entry).Status, desk.Target(entry).FilledQuantity));
        Assert.Equal((OrderStatus.Open, 3), (desk.Stop(entry).Status, desk.Stop(entry).Quantity));

        desk.TradeFlat("10:33", 97m);
        Assert.Equal((OrderStatus.Filled, 3), (desk.Stop(entry).Status, desk.Stop(entry).FilledQuantity));
        Assert.Equal((OrderStatus.Cancelled, 2), (desk.Target(entry).Status, desk.Target(entry).FilledQuantity));
        Assert.Equal(0, desk.Held);
    }

    [Fact]
    public void A_triggered_stop_that_fills_in_part_sells_the_rest_at_market_wherever_the_price_goes()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        var entry = desk.BuyFilled(5, Bracket);
        desk.TradeFlat("10:32", 97m, volume: 30);
        Assert.Equal((OrderStatus.PartiallyFilled, 3), (desk.Stop(entry).Status, desk.Stop(entry).FilledQuantity));
        Assert.Equal(OrderStatus.Cancelled, desk.Target(entry).Status);

        desk.TradeFlat("10:33", 103m);
        Assert.Equal((OrderStatus.Filled, ((3 * 97m) + (2 * 103m)) / 5),
            (desk.Stop(entry).Status, desk.Stop(entry).FilledPrice!.Value));
    }

    [Fact]
    public void A_limit_entry_that_fills_within_a_bar_may_be_stopped_in_it_but_not_reach_its_target()
    {
        // The price came from above: whatever lies under the limit was traded after the entry, the high perhaps before it.
        var desk = new Desk();
        var calm = desk.Buy(5, limit: 99m, bracket: new Bracket(97m, 101m));
        var stopped = desk.Buy(5, limit: 99m, bracket: new Bracket(98.5m, 101m));
        desk.Trade("10:31", 100m, 102m, 98m, 100m);

        Assert.Equal((99m, OrderStatus.Open), (desk.Now(calm).FilledPrice, desk.Target(calm).Status));
        Assert.Equal(OrderStatus.Filled, desk.Stop(stopped).Status);

        desk.Trade("10:32", 100m, 102m, 99m, 100m);
        Assert.Equal((OrderStatus.Filled, 101m), (desk.Target(calm).Status, desk.Target(calm).FilledPrice));
    }

    [Fact]
    public void Cancelling_either_leg_cancels_both_and_frees_the_shares()
    {
        var desk = new Desk();
        var entry = desk.BuyFilled(5, Bracket);
        Assert.True(desk.Exchange.Cancel(desk.Target(entry).BrokerId));
        Assert.All(desk.Now(entry).Legs, leg => Assert.Equal(OrderStatus.Cancelled, leg.Status));
        Assert.Equal(OrderStatus.Filled, desk.Now(entry).Status);

        desk.Sell(5, "10:32");
        desk.TradeFlat("10:32", 100m);
        Assert.Equal(0, desk.Held);
    }

    [Fact]
    public void Cancelling_a_partly_filled_entry_leaves_a_position_without_protection()
    {
        var desk = new Desk();
        var entry = desk.Buy(5, bracket: Bracket);
        desk.TradeFlat("10:31", 100m, volume: 20);
        Assert.True(desk.Exchange.Cancel(entry.BrokerId));

        Assert.Equal((OrderStatus.Cancelled, 2), (desk.Now(entry).Status, desk.Now(entry).FilledQuantity));
        Assert.All(desk.Now(entry).Legs, leg => Assert.Equal(OrderStatus.Cancelled, leg.Status));
        Assert.Equal(2, desk.Held);
    }

    [Fact]
    public void What_is_final_or_unknown_cannot_be_cancelled()
    {
        var desk = new Desk();
        var entry = desk.BuyFilled(5, Bracket);
        Assert.False(desk.Exchange.Cancel(entry.BrokerId));
        Assert.False(desk.Exchange.Cancel("unknown"));
        Assert.All(desk.Now(entry).Legs, leg => Assert.Equal(OrderStatus.Open, leg.Status));
    }

    [Fact]
    public void Legs_expire_at_the_close_and_leave_the_position_unprotected_over_night()
    {
        var desk = new Desk();
        var entry = desk.BuyFilled(5, Bracket);
        desk.TradeFlat("15:59", 100m);
        Assert.All(desk.Now(entry).Legs, leg => Assert.Equal(OrderStatus.Expired, leg.Status));

        desk.TradeFlat("09:30", 50m, day: 1);
        Assert.Equal(5, desk.Held);
    }

    [Fact]
    public void A_triggered_stop_that_is_not_done_by_the_close_fills_there()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        var entry = desk.BuyFilled(5, Bracket);
        desk.TradeFlat("15:59", 97m, volume: 10);
        Assert.Equal((OrderStatus.Filled, Desk.At("16:00"), 0), (desk.Stop(entry).Status, desk.Stop(entry).FilledAt, desk.Held));
    }

    [Fact]
    public void A_brackets_entry_never_survives_the_close()
    {
        var desk = new Desk();
        var entry = desk.Buy(5, "15:58", bracket: Bracket);
        desk.TradeFlat("15:59", 100m, volume: 20);
        Assert.Equal((OrderStatus.Expired, 2), (desk.Now(entry).Status, desk.Now(entry).FilledQuantity));
        Assert.All(desk.Now(entry).Legs, leg => Assert.Equal(OrderStatus.Expired, leg.Status));
    }

    [Fact]
    public void Legs_rest_outside_regular_hours()
    {
        var desk = new Desk();
        desk.TradeFlat("15:59", 100m);
        var entry = desk.Buy(5, "16:00", bracket: Bracket);
        desk.TradeFlat("16:05", 50m);
        desk.TradeFlat("09:30", 100m, day: 1);
        Assert.Equal((OrderStatus.Filled, OrderStatus.Open), (desk.Now(entry).Status, desk.Stop(entry).Status));
    }
}
