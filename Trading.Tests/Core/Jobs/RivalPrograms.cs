using NodaTime.Testing;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Simulation.Exchange;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Core.Jobs;

/// <summary>What programs that trade one account at the same time share: a clock at 10:32, an exchange and a journal.</summary>
internal sealed class RivalPrograms
{
    public static NyseCalendar Calendar { get; } = new();

    public InMemoryJournal Journal { get; } = new();

    public Desk Desk { get; } = new();

    /// <summary>The requests that reached the broker.</summary>
    public List<OrderRequest> Sent { get; } = [];

    public FakeClock Clock { get; } = new(Desk.At("10:32"));

    public SimulatedBroker Broker => new(Desk.Exchange, Clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The broker as one program sees it; <paramref name="between"/> is what the other does meanwhile.</summary>
    public WatchedBroker Watch(
        Func<Task>? between = null, bool refuses = false, TradingMode mode = TradingMode.Paper) =>
        new(Broker, Sent, between ?? (() => Task.CompletedTask)) { Refuses = refuses, Mode = mode };

    public PositionLiquidator CloserOver(IBroker broker) => new(PortsOver(broker));

    public TradingPorts PortsOver(IBroker broker) =>
        new(Clock, Calendar, null!, broker, Journal, new InMemoryModelRegistry(), new InMemoryBarArchive());

    /// <summary>Closes the only position.</summary>
    public async Task<LiquidationResult> CloseAsync(PositionLiquidator closer, OrderPurpose purpose)
    {
        var view = new BrokerView(
            Desk.Exchange.Account, Desk.Exchange.Positions, await Broker.GetOrdersAsync(Desk.At("10:00"), Cancel));
        return await closer.CloseAsync(
            view.Positions[0], null, purpose, view, Calendar.SessionOn(Desk.Monday)!, Clock.GetCurrentInstant(), Cancel);
    }
}
