using Trading.Cli.Output;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Orders;
using Trading.Tests.Core.Events;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Core.Jobs;

/// <summary>Two programs that look at one account at the same time.</summary>
public sealed class RivalReconcilersTests
{
    private readonly RivalPrograms rivals = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_programs_that_see_the_same_fill_tell_it_once()
    {
        var request = new OrderRequest(
            ClientOrderId.Entry(Desk.Monday, Desk.At("10:31"), Desk.Symbol), Desk.Symbol, OrderSide.Buy, 5,
            OrderType.Market, Bracket: new Bracket(98m, 104m));
        await rivals.Journal.TryAddIntentAsync(
            new(request, OrderPurpose.Entry, Desk.Monday, Desk.At("10:31"), null, 100m, 0.7, "m1", IntentStatus.Working), Cancel);
        rivals.Desk.Exchange.Submit(request, Desk.At("10:31"));
        rivals.Desk.TradeFlat("10:31", 100m);
        var events = new RecordedEvents();
        var second = new AccountReconciler(rivals.PortsOver(rivals.Watch()) with { Events = events });
        // The second program reconciles after the first has read the journal and before it writes.
        var first = new AccountReconciler(
            rivals.PortsOver(rivals.Watch(async () => await second.ReconcileAsync(Cancel))) with { Events = events });

        await first.ReconcileAsync(Cancel);

        Assert.Single(events.Of<OrderFilled>());
        Assert.Single(await rivals.Journal.GetTradesAsync(Desk.Monday, Desk.Monday, Cancel));
    }
}
