using NodaTime.Testing;
using Trading.Core.Execution;
using Trading.Core.Jobs;
using Trading.Core.Journal;
using Trading.Core.Market;
using Trading.Simulation.Exchange;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Core.Jobs;

/// <summary>
/// In Azure each timer may run in a process of its own, so the scan and the end-of-day close can meet at one position. A broker
/// that lets shares be sold short would sell it twice.
/// </summary>
public sealed class RivalClosersTests
{
    private static readonly NyseCalendar Calendar = new();
    private readonly InMemoryJournal journal = new();
    private readonly Desk desk = new();
    private readonly FakeClock clock = new(Desk.At("10:32"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Two_that_close_a_position_in_one_minute_for_different_reasons_sell_it_once(int pausedAt)
    {
        desk.BuyFilled(5, new Bracket(98m, 104m));
        var sent = new List<OrderRequest>();
        var steps = 0;
        var second = CloserOver(new Watched(Broker, sent, () => Task.CompletedTask));
        // The rival comes while the first has cancelled a leg, or asks what is left.
        var first = CloserOver(new Watched(Broker, sent, async () =>
        {
            if (++steps == pausedAt) await CloseAsync(second, OrderPurpose.Unprotected);
        }));

        await CloseAsync(first, OrderPurpose.EndOfDay);

        Assert.Equal(OrderPurpose.EndOfDay, Assert.Single(sent).Id.Purpose);
    }

    [Fact]
    public async Task A_closer_that_died_is_not_in_the_way_of_the_next_minute()
    {
        desk.BuyFilled(5, new Bracket(98m, 104m));
        var sent = new List<OrderRequest>();
        var closer = CloserOver(new Watched(Broker, sent, () => Task.CompletedTask));
        var died = new OrderIntent(
            new OrderRequest(ClientOrderId.Of(Desk.Monday, Desk.At("10:32"), Desk.Symbol, OrderPurpose.Unprotected), Desk.Symbol, OrderSide.Sell, 5, OrderType.Market),
            OrderPurpose.Unprotected, Desk.Monday, Desk.At("10:32"), null, 100m, null, null);
        await journal.TryAddIntentAsync(died, Cancel);

        await CloseAsync(closer, OrderPurpose.EndOfDay);
        Assert.Empty(sent);
        clock.AdvanceMinutes(1);
        await CloseAsync(closer, OrderPurpose.EndOfDay);

        Assert.Single(sent);
    }

    private SimulatedBroker Broker => new(desk.Exchange, clock);

    private PositionCloser CloserOver(IBroker broker) =>
        new(new TradingPorts(clock, Calendar, null!, broker, journal, new InMemoryModelRegistry(), new InMemoryBarArchive()));

    private async Task CloseAsync(PositionCloser closer, OrderPurpose purpose)
    {
        var view = new BrokerView(desk.Exchange.Account, desk.Exchange.Positions, await Broker.GetOrdersAsync(Desk.At("10:00"), Cancel));
        await closer.CloseAsync(view.Positions[0], null, purpose, view, Calendar.SessionOn(Desk.Monday)!, clock.GetCurrentInstant(), Cancel);
    }

    private sealed class Watched(IBroker broker, List<OrderRequest> sent, Func<Task> between) : IBroker
    {
        public TradingMode Mode => broker.Mode;

        public Task<AccountSnapshot> GetAccountAsync(CancellationToken cancel) => broker.GetAccountAsync(cancel);

        public async Task<IReadOnlyList<Position>> GetPositionsAsync(CancellationToken cancel)
        {
            await between();
            return await broker.GetPositionsAsync(cancel);
        }

        public Task<IReadOnlyList<BrokerOrder>> GetOrdersAsync(Instant? since, CancellationToken cancel) => broker.GetOrdersAsync(since, cancel);

        public Task<BrokerOrder?> FindOrderAsync(ClientOrderId id, CancellationToken cancel) => broker.FindOrderAsync(id, cancel);

        public Task<SubmitOutcome> SubmitAsync(OrderRequest request, CancellationToken cancel)
        {
            sent.Add(request);
            return broker.SubmitAsync(request, cancel);
        }

        public async Task<bool> CancelAsync(string brokerId, CancellationToken cancel)
        {
            var cancelled = await broker.CancelAsync(brokerId, cancel);
            await between();
            return cancelled;
        }
    }
}
