using NodaTime.Testing;
using Trading.Core.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Tests.Simulation.Exchange;

/// <summary>What becomes of orders after the exchange has answered that it has them.</summary>
public sealed class OrderFateTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FateKind.Reject, OrderStatus.Rejected)]
    [InlineData(FateKind.Suspend, OrderStatus.Suspended)]
    [InlineData(FateKind.Expire, OrderStatus.Expired)]
    public void An_accepted_order_meets_its_fate_before_the_minute_fills_it(FateKind kind, OrderStatus status)
    {
        var desk = new Desk();
        desk.Exchange.Controls.Add(new OrderFate { Kind = kind, Times = 1 });
        var (order, other) = (desk.Buy(5), desk.Buy(3));
        Assert.Equal(OrderStatus.Open, desk.Now(order).Status);
        desk.TradeFlat("10:31", 100m);
        Assert.Equal((status, OrderStatus.Filled, 3), (desk.Now(order).Status, desk.Now(other).Status, desk.Held));
    }

    [Fact]
    public void A_fate_that_comes_after_the_fill_changes_nothing()
    {
        var desk = new Desk();
        desk.Exchange.Controls.Add(new OrderFate { Kind = FateKind.Reject, After = Duration.FromMinutes(1) });
        var order = desk.Buy(5);
        desk.TradeFlat("10:31", 100m);
        desk.TradeFlat("10:32", 100m);
        Assert.Equal((OrderStatus.Filled, 5), (desk.Now(order).Status, desk.Held));
    }

    [Fact]
    public void A_rejected_entry_takes_its_legs_with_it_and_gives_the_money_back()
    {
        var desk = new Desk();
        desk.Exchange.Controls.Add(new OrderFate { Kind = FateKind.Reject, Side = OrderSide.Buy });
        var order = desk.Buy(5, bracket: new Bracket(98m, 104m));
        desk.Exchange.Controls.RunFates(Desk.At("10:31") + Duration.FromSeconds(1));
        Assert.All(desk.Now(order).WithLegs(), part => Assert.Equal(OrderStatus.Rejected, part.Status));
        Assert.Equal(100_000m, desk.Exchange.Account.BuyingPower);
    }

    [Fact]
    public void A_suspended_stop_does_not_sell_until_it_is_reinstated_and_keeps_its_shares()
    {
        var desk = new Desk(Desk.WithoutSlippage);
        desk.Exchange.Controls.Add(new OrderFate { Kind = FateKind.Suspend, Type = OrderType.Stop });
        var entry = desk.BuyFilled(5, new Bracket(98m, 104m));
        Assert.Equal((OrderStatus.Suspended, OrderStatus.Open), (desk.Stop(entry).Status, desk.Target(entry).Status));
        desk.TradeFlat("10:32", 90m);
        Assert.Equal((5, 0), (desk.Held, desk.Exchange.AvailableShares(Desk.Symbol)));
        Assert.True(desk.Exchange.Controls.Reinstate(desk.Stop(entry).BrokerId, Desk.At("10:33")));
        desk.TradeFlat("10:33", 90m);
        Assert.Equal(0, desk.Held);
    }

    [Fact]
    public void A_rejected_stop_leg_leaves_the_target_and_its_reservation()
    {
        var desk = new Desk();
        desk.Exchange.Controls.Add(new OrderFate { Kind = FateKind.Reject, Type = OrderType.Stop });
        var entry = desk.BuyFilled(5, new Bracket(98m, 104m));
        Assert.Equal((OrderStatus.Rejected, OrderStatus.Open), (desk.Stop(entry).Status, desk.Target(entry).Status));
        Assert.Equal(0, desk.Exchange.AvailableShares(Desk.Symbol));
    }

    [Fact]
    public async Task A_late_cancellation_is_no_cancellation_until_it_takes_effect()
    {
        var desk = new Desk();
        var clock = new FakeClock(Desk.At("10:31"));
        var broker = new SimulatedBroker(desk.Exchange, clock);
        desk.Exchange.Controls.Add(new OrderFate { Kind = FateKind.CancelLate, After = Duration.FromSeconds(90) });
        var (order, other) = (desk.Buy(5, limit: 99m), desk.Buy(5, limit: 90m));
        Assert.False(await broker.CancelAsync(order.BrokerId, Cancel));
        Assert.False(await broker.CancelAsync(other.BrokerId, Cancel));
        Assert.Equal(OrderStatus.Open, desk.Now(order).Status);

        desk.TradeFlat("10:31", 99m);
        Assert.Equal(OrderStatus.Filled, desk.Now(order).Status);
        clock.AdvanceSeconds(90);
        Assert.Equal(OrderStatus.Cancelled, (await broker.FindOrderAsync(other.ClientId, Cancel))?.Status);
    }

    [Fact]
    public void A_cancellation_that_never_takes_effect_ends_when_the_fates_are_forgotten()
    {
        var desk = new Desk();
        desk.Exchange.Controls.Add(new OrderFate { Kind = FateKind.CancelLate, After = null });
        var order = desk.Buy(5, limit: 90m);
        Assert.True(desk.Exchange.Cancel(order.BrokerId));
        desk.TradeFlat("15:00", 100m);
        Assert.Equal(OrderStatus.Open, desk.Now(order).Status);
        desk.Exchange.Controls.ClearFates();
        Assert.True(desk.Exchange.Cancel(order.BrokerId));
        Assert.Equal(OrderStatus.Cancelled, desk.Now(order).Status);
    }
}
