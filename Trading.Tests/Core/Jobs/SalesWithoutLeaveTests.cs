using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Core.Jobs;

/// <summary>What is held is sold whatever else fails, and recorded when that is possible.</summary>
public sealed class SalesWithoutLeaveTests
{
    private readonly RivalPrograms rivals = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IReadOnlyList<BrokerOrder> Sales =>
        [.. rivals.Desk.Exchange.Orders(Desk.At("10:00")).Where(o => o.ClientId.IsExitOf(Desk.Symbol))];

    [Fact]
    public async Task A_journal_that_fails_keeps_nothing_from_being_sold_and_gets_the_sale_when_it_answers_again()
    {
        rivals.Desk.BuyFilled(5, new Bracket(98m, 104m));
        var (journal, plug) = SwitchableJournal.Over(rivals.Journal);
        var ports = rivals.PortsOver(rivals.Watch()) with { Journal = journal };
        plug.IsOff = true;

        Assert.True((await rivals.CloseAsync(new PositionLiquidator(ports), OrderPurpose.EndOfDay)).IsUnderWay);

        Assert.Single(Sales);
        Assert.Equal(1, plug.Failed);
        Assert.Empty(await rivals.Journal.GetOpenIntentsAsync(Cancel));
        plug.IsOff = false;
        await new AccountReconciler(ports).ReconcileAsync(Cancel);
        var recorded = Assert.Single(await rivals.Journal.GetOpenIntentsAsync(Cancel));
        Assert.Equal((OrderPurpose.EndOfDay, IntentStatus.Working), (recorded.Purpose, recorded.Status));
    }

    [Fact]
    public async Task A_sale_that_its_program_did_not_live_to_record_is_recorded_by_the_next()
    {
        var bought = rivals.Desk.BuyFilled(5, new Bracket(98m, 104m));
        await rivals.Journal.TryAddIntentAsync(
            new OrderIntent(
                new OrderRequest(bought.ClientId, Desk.Symbol, OrderSide.Buy, 5, OrderType.Market), OrderPurpose.Entry,
                Desk.Monday, Desk.At("10:31"), null, 100m, 0.7, "m", IntentStatus.Holding), Cancel);
        var (journal, plug) = SwitchableJournal.Over(rivals.Journal);
        plug.IsOff = true;
        await rivals.CloseAsync(
            new PositionLiquidator(rivals.PortsOver(rivals.Watch()) with { Journal = journal }), OrderPurpose.Flatten);
        rivals.Desk.TradeFlat("10:32", 101m);
        rivals.Clock.AdvanceMinutes(1);

        await new AccountReconciler(rivals.PortsOver(rivals.Broker)).ReconcileAsync(Cancel);

        var trade = Assert.Single(await rivals.Journal.GetTradesAsync(Desk.Monday, Desk.Monday, Cancel));
        Assert.Equal((ExitReason.Unrecorded, 5), (trade.ExitReason, trade.Quantity));
        Assert.NotNull(trade.ExitPrice);
        var sale = (await rivals.Journal.GetIntentsAsync(Desk.Monday, Cancel)).Single(i => i.Purpose != OrderPurpose.Entry);
        Assert.Equal((OrderPurpose.Unrecorded, IntentStatus.Completed), (sale.Purpose, sale.Status));
    }

    [Fact]
    public async Task A_sale_that_the_broker_refuses_is_followed_by_a_stop()
    {
        rivals.Desk.BuyFilled(5, new Bracket(98m, 104m));
        var refusing = new WatchedBroker(rivals.Broker, rivals.Sent, () => Task.CompletedTask)
        {
            RefusesIf = request => request.Type == OrderType.Market,
        };

        var closer = rivals.CloserOver(refusing);
        var sale = await rivals.CloseAsync(closer, OrderPurpose.Flatten);

        Assert.Equal((false, true), (sale.IsUnderWay, sale.IsRefused));
        var stop = Assert.Single(Sales);
        Assert.Equal((OrderType.Stop, 98m, 5, OrderStatus.Open), (stop.Type, stop.StopPrice, stop.Quantity, stop.Status));
        // It rests, and the stop stays where it is.
        await rivals.CloseAsync(closer, OrderPurpose.Flatten);
        Assert.Single(Sales);
        Assert.Equal(OrderStatus.Open, Sales[0].Status);
        // Then it is tried again, in place of the stop.
        rivals.Clock.AdvanceMinutes(1);
        await rivals.CloseAsync(rivals.CloserOver(rivals.Watch()), OrderPurpose.Flatten);
        Assert.Equal([OrderStatus.Cancelled, OrderStatus.Open], Sales.Select(o => o.Status));
        Assert.Equal("20251103-SPY-exit2", Sales[1].ClientId.Value);
    }
}
