using Trading.Cli.Output;
using Trading.Core.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Tests.Simulation.Exchange;

public sealed class ReplacementTests
{
    private static readonly Bracket Bracket = new(98m, 104m);

    [Fact]
    public void A_replaced_entry_is_cancelled_and_its_successor_fills_with_the_same_legs()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        var old = desk.Buy(5, limit: 99m, bracket: Bracket);
        var next = Replaced(desk, old, new OrderChange { LimitPrice = 100m, Quantity = 3 });
        Assert.Equal((OrderStatus.Cancelled, 0), (desk.Now(old).Status, desk.Now(old).Legs.Count));
        Assert.Equal(old.Legs.Select(leg => leg.BrokerId), next.Legs.Select(leg => leg.BrokerId));

        desk.TradeFlat("10:31", 100m);
        Assert.Equal((OrderStatus.Filled, 3, 3), (desk.Now(next).Status, desk.Held, desk.Stop(next).Quantity));
        desk.TradeFlat("10:32", 97m);
        Assert.Equal(0, desk.Held);
        Assert.Equal(100_000m - (3 * 3m), desk.Exchange.Account.Equity);
    }

    [Fact]
    public void A_replaced_stop_protects_at_its_new_price_and_still_ends_with_the_target()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        var entry = desk.BuyFilled(5, Bracket);
        Replaced(desk, desk.Stop(entry), new OrderChange { StopPrice = 99.5m });
        desk.Trade("10:32", 100m, 100m, 99m, 99m);
        Assert.Equal((99.5m, OrderStatus.Cancelled), (desk.Stop(entry).FilledPrice, desk.Target(entry).Status));
        Assert.Equal(0, desk.Held);
    }

    [Fact]
    public void A_leg_can_be_replaced_before_its_entry_fills()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        var entry = desk.Buy(5, bracket: Bracket);
        Replaced(desk, desk.Target(entry), new OrderChange { LimitPrice = 102m });
        Assert.Equal(OrderStatus.Held, desk.Target(entry).Status);
        desk.TradeFlat("10:31", 100m);
        desk.Trade("10:32", 100m, 103m, 100m, 103m);
        Assert.Equal((102m, 0), (desk.Target(entry).FilledPrice, desk.Held));
    }

    [Fact]
    public void A_replacement_may_use_the_money_and_the_shares_of_the_order_it_replaces()
    {
        var desk = new Desk();
        Replaced(desk, desk.Buy(1000, limit: 99m), new OrderChange { LimitPrice = 100m });
        Assert.Equal(0m, desk.Exchange.Account.BuyingPower);

        desk = new Desk();
        desk.BuyFilled(5);
        var sale = desk.Sell(5, "10:32", limit: 110m);
        Replaced(desk, sale, new OrderChange { LimitPrice = 111m });
        Assert.IsType<SubmitOutcome.Rejected>(desk.Exchange.Submit(desk.Request(OrderSide.Sell, 1), Desk.At("10:32")));
    }

    public static TheoryData<string, OrderChange, string> RejectedChanges => new()
    {
        { "nothing", new OrderChange(), "not changed" },
        { "the same", new OrderChange { LimitPrice = 99m }, "not changed" },
        { "increment", new OrderChange { LimitPrice = 99.001m }, "sub-penny" },
        { "money", new OrderChange { Quantity = 5000 }, "insufficient buying power" },
        { "legs", new OrderChange { LimitPrice = 97m }, "stop_loss.stop_price" },
        { "id", new OrderChange { Quantity = 2, ClientId = new("order-1") }, "must be unique" },
        { "stop", new OrderChange { StopPrice = 97m }, "no stop price" },
    };

    [Theory]
    [MemberData(nameof(RejectedChanges))]
    public void A_rejected_replacement_leaves_the_order_as_it_was(string name, OrderChange change, string words)
    {
        var desk = new Desk();
        var order = desk.Buy(5, limit: 99m, bracket: Bracket);
        var rejected = Assert.IsType<SubmitOutcome.Rejected>(desk.Exchange.Replace(order.BrokerId, change, Desk.At("10:31")));
        Assert.True(rejected.Reason.Contains(words, StringComparison.Ordinal), $"{name}: {rejected}");
        Assert.Equal(order, desk.Now(order));
        Assert.Single(desk.Exchange.Orders(Instant.MinValue));
    }

    [Fact]
    public void What_has_traded_or_ended_cannot_be_replaced_and_legs_must_not_cross()
    {
        var desk = new Desk();
        var entry = desk.BuyFilled(5, Bracket);
        AssertRejected(entry, new OrderChange { Quantity = 6 }, "already in \"filled\" state");
        AssertRejected(desk.Stop(entry), new OrderChange { StopPrice = 104m }, "take_profit.limit_price must be >");
        AssertRejected(desk.Target(entry), new OrderChange { LimitPrice = 98m }, "take_profit.limit_price must be >");
        AssertRejected(desk.Target(entry), new OrderChange { Quantity = 2 }, "qty of a bracket's leg");
        AssertRejected(desk.Target(entry), new OrderChange { TimeInForce = TimeInForce.GoodTillCancelled },
            "time_in_force of a bracket's leg");
        desk.TradeFlat("10:32", 105m, volume: 20);
        AssertRejected(desk.Target(entry), new OrderChange { LimitPrice = 106m }, "filled in part");
        Assert.Null(desk.Exchange.Replace("unknown", new OrderChange { Quantity = 1 }, Desk.At("10:33")));

        void AssertRejected(BrokerOrder order, OrderChange change, string words) => Assert.Contains(
            words, Assert.IsType<SubmitOutcome.Rejected>(desk.Exchange.Replace(order.BrokerId, change, Desk.At("10:32"))).Reason,
                StringComparison.Ordinal);
    }

    [Fact]
    public void An_order_good_till_cancelled_outlives_the_close_and_a_day_order_put_in_its_place_does_not()
    {
        var desk = new Desk();
        var order = Assert.IsType<SubmitOutcome.Accepted>(
            desk.Exchange.Submit(desk.Request(OrderSide.Buy, 1, limit: 90m), TimeInForce.GoodTillCancelled,
                Desk.At("10:31"))).Order;
        desk.TradeFlat("15:59", 100m);
        Assert.Equal(OrderStatus.Open, desk.Now(order).Status);

        var next = Assert.IsType<SubmitOutcome.Accepted>(
            desk.Exchange.Replace(order.BrokerId, new OrderChange { TimeInForce = TimeInForce.Day }, Desk.At("10:31", 1))).Order;
        desk.TradeFlat("15:59", 100m, day: 1);
        Assert.Equal(OrderStatus.Expired, desk.Now(next).Status);
    }

    private static BrokerOrder Replaced(Desk desk, BrokerOrder order, OrderChange change) =>
        Assert.IsType<SubmitOutcome.Accepted>(desk.Exchange.Replace(order.BrokerId, change, Desk.At("10:31"))).Order;
}
