using Trading.Core.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Tests.Simulation.Exchange;

/// <summary>One-cancels-other and one-triggers-other orders.</summary>
public sealed class OrderClassTests
{
    [Fact]
    public void The_target_of_a_pair_that_fills_cancels_its_stop()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        desk.BuyFilled(5);
        var pair = Pair(desk);
        Assert.Equal(OrderStatus.Open, Assert.Single(pair.Legs).Status);
        desk.Trade("10:32", 100m, 105m, 100m, 105m);
        Assert.Equal((OrderStatus.Filled, 104m, OrderStatus.Cancelled), State(desk, pair));
    }

    [Fact]
    public void The_stop_of_a_pair_that_fills_cancels_its_target()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        desk.BuyFilled(5);
        var pair = Pair(desk);
        desk.Trade("10:32", 100m, 105m, 97m, 97m);
        Assert.Equal((OrderStatus.Cancelled, null, OrderStatus.Filled), State(desk, pair));
        Assert.Equal((98m, 0), (Assert.Single(desk.Now(pair).Legs).FilledPrice, desk.Held));
    }

    [Fact]
    public void A_pair_reserves_its_shares_once_and_a_partly_filled_target_shrinks_the_stop()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        desk.BuyFilled(5);
        var pair = Pair(desk);
        Assert.Equal(0, desk.Exchange.AvailableShares(Desk.Symbol));
        desk.TradeFlat("10:32", 105m, volume: 20);
        Assert.Equal((3, 3), (desk.Held, Assert.Single(desk.Now(pair).Legs).Quantity));
        desk.Exchange.Cancel(Assert.Single(pair.Legs).BrokerId);
        Assert.Equal((OrderStatus.Cancelled, 3), (desk.Now(pair).Status, desk.Exchange.AvailableShares(Desk.Symbol)));
    }

    [Fact]
    public void A_stop_leg_with_a_limit_does_not_sell_below_it()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        desk.BuyFilled(5);
        var pair = Pair(desk, stopLimit: 97.5m);
        desk.TradeFlat("10:32", 96m);
        Assert.Equal((OrderStatus.Cancelled, null, OrderStatus.Open), State(desk, pair));
        desk.TradeFlat("10:33", 97.5m);
        Assert.Equal((97.5m, 0), (Assert.Single(desk.Now(pair).Legs).FilledPrice, desk.Held));
    }

    [Fact]
    public void An_entry_that_triggers_one_leg_is_protected_once_it_fills()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        var entry = Accepted(desk, new(desk.Request(OrderSide.Buy, 5))
        {
            Class = OrderClass.OneTriggersOther,
            Legs = new(98m, null, null),
        });
        Assert.Equal(OrderStatus.Held, Assert.Single(entry.Legs).Status);
        desk.TradeFlat("10:31", 100m);
        Assert.Equal((OrderStatus.Open, 0),
            (Assert.Single(desk.Now(entry).Legs).Status, desk.Exchange.AvailableShares(Desk.Symbol)));
        desk.TradeFlat("10:32", 97m);
        Assert.Equal(0, desk.Held);
    }

    [Fact]
    public void Wrong_legs_are_refused()
    {
        var desk = new Desk();
        desk.BuyFilled(5);
        var sale = desk.Request(OrderSide.Sell, 5, limit: 104m);
        AssertRejected(new(sale) { Class = OrderClass.OneCancelsOther }, "oco orders require stop_loss.stop_price");
        AssertRejected(new(sale) { Class = OrderClass.OneCancelsOther, Legs = new(104m, null, null) },
            "take_profit.limit_price must be > stop_loss.stop_price");
        AssertRejected(new(desk.Request(OrderSide.Buy, 5, limit: 104m))
        {
            Class = OrderClass.OneCancelsOther,
            Legs = new(98m, null, null),
        }, "oco orders must be exit orders");
        AssertRejected(new(desk.Request(OrderSide.Buy, 5))
        {
            Class = OrderClass.OneTriggersOther,
            Legs = new(98m, null, 104m),
        }, "oto orders require either");

        void AssertRejected(OrderTicket ticket, string words) => Assert.Contains(words,
            Desk.Rejected(desk.Exchange.Submit(ticket, Desk.At("10:32"), Desk.At("10:32"))).Reason, StringComparison.Ordinal);
    }

    private static (OrderStatus, decimal?, OrderStatus) State(Desk desk, BrokerOrder pair) =>
        (desk.Now(pair).Status, desk.Now(pair).FilledPrice, Assert.Single(desk.Now(pair).Legs).Status);

    private static BrokerOrder Pair(Desk desk, decimal? stopLimit = null) =>
        Accepted(desk, new(desk.Request(OrderSide.Sell, 5, limit: 104m))
        {
            Class = OrderClass.OneCancelsOther,
            Legs = new(98m, stopLimit, null),
        });

    private static BrokerOrder Accepted(Desk desk, OrderTicket ticket) => Assert.IsType<SubmitOutcome.Accepted>(
        desk.Exchange.Submit(ticket, Desk.At("10:31"), Desk.At("10:31"))).Order;
}
