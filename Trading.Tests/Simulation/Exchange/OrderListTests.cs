using Trading.Cli.Output;
using Trading.Core.Orders;

namespace Trading.Tests.Simulation.Exchange;

public sealed class OrderListTests
{
    [Fact]
    public void Orders_since_a_moment_include_older_ones_that_are_live_and_come_oldest_first()
    {
        var desk = new Desk();
        var done = desk.BuyFilled(1);
        var bracket = desk.Buy(1, "10:32", bracket: new Bracket(98m, 104m));
        desk.TradeFlat("10:32", 100m);
        var waiting = desk.Buy(1, "10:33", limit: 90m);
        var fresh = desk.Buy(1, "10:34", limit: 91m);

        Assert.Equal([bracket.BrokerId, waiting.BrokerId, fresh.BrokerId], Ids("10:34"));
        Assert.Equal([done.BrokerId, bracket.BrokerId, waiting.BrokerId, fresh.BrokerId], Ids("10:31"));

        desk.TradeFlat("10:34", 105m);
        Assert.Equal([waiting.BrokerId, fresh.BrokerId], Ids("10:34"));

        IEnumerable<string> Ids(string since) => desk.Exchange.Orders(Desk.At(since)).Select(order => order.BrokerId);
    }

    [Fact]
    public void Ids_are_counted_uuids_and_an_order_or_leg_is_found_by_either_of_its_ids()
    {
        var desk = new Desk();
        var order = desk.Buy(1, bracket: new Bracket(98m, 104m));
        Assert.Equal("00000001-0000-4000-8000-000000000000", order.BrokerId);
        foreach (var part in order.WithLegs())
        {
            Assert.True(Guid.TryParse(part.BrokerId, out _));
            Assert.Equal(part, desk.Exchange.Find(part.ClientId));
        }
        Assert.Equal(3, order.WithLegs().Select(part => part.BrokerId).Distinct().Count());
        Assert.Null(desk.Exchange.Find(new ClientOrderId("unknown")));
    }

    [Fact]
    public void A_snapshot_does_not_change_after_it_was_given_out()
    {
        var desk = new Desk();
        var before = desk.Buy(1, bracket: new Bracket(98m, 104m));
        desk.TradeFlat("10:31", 100m);
        Assert.Equal((OrderStatus.Open, OrderStatus.Held), (before.Status, before.Legs[0].Status));
        Assert.Equal((OrderStatus.Filled, OrderStatus.Open), (desk.Now(before).Status, desk.Stop(before).Status));
    }

    [Fact]
    public void An_order_without_a_client_order_id_is_given_one()
    {
        var desk = new Desk();
        var outcome = desk.Exchange.Submit(desk.Request(OrderSide.Buy, 1) with { Id = default }, Desk.At("10:31"));
        Assert.False(string.IsNullOrEmpty(Assert.IsType<SubmitOutcome.Accepted>(outcome).Order.ClientId.Value));
    }
}
