using Trading.Cli.Output;
using Trading.Core.Jobs;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Core.Jobs;

/// <summary>
/// In Azure each timer may run in a process of its own, so the scan and the end-of-day close can meet at one position. A broker
/// that lets shares be sold short would sell it twice.
/// </summary>
public sealed class RivalClosersTests
{
    private readonly RivalPrograms rivals = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IReadOnlyList<BrokerOrder> Sales =>
        [.. rivals.Desk.Exchange.Orders(Desk.At("10:00")).Where(o => o.ClientId.IsExitOf(Desk.Symbol))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Two_that_close_for_different_reasons_at_once_send_one_order(int pausedAt)
    {
        rivals.Desk.BuyFilled(5, new Bracket(98m, 104m));
        var steps = 0;
        var second = rivals.CloserOver(rivals.Watch());
        // The rival comes while the first has cancelled a leg, or asks what is left.
        var first = rivals.CloserOver(rivals.Watch(async () =>
        {
            if (++steps == pausedAt) Assert.True((await rivals.CloseAsync(second, OrderPurpose.Unprotected)).IsUnderWay);
        }));

        Assert.True((await rivals.CloseAsync(first, OrderPurpose.EndOfDay)).IsUnderWay);

        Assert.Equal("20251103-SPY-exit1", Assert.Single(Sales).ClientId.Value);
        Assert.Equal(5, Sales[0].Quantity);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(30)]
    public async Task A_closer_that_is_held_up_for_minutes_sends_a_sale_that_another_has_made_already(int minutes)
    {
        rivals.Desk.BuyFilled(5, new Bracket(98m, 104m));
        var steps = 0;
        var second = rivals.CloserOver(rivals.Watch());
        var first = rivals.CloserOver(rivals.Watch(async () =>
        {
            // It knows that five shares are left, and sleeps.
            if (++steps != 2) return;
            rivals.Clock.AdvanceMinutes(minutes);
            Assert.True((await rivals.CloseAsync(second, OrderPurpose.EndOfDay)).IsUnderWay);
            rivals.Desk.TradeFlat(minutes < 28 ? "10:40" : "11:05", 101m);
            Assert.Equal(0, rivals.Desk.Held);
        }));

        await rivals.CloseAsync(first, OrderPurpose.Unprotected);

        Assert.All(rivals.Sent, request => Assert.Equal("20251103-SPY-exit1", request.Id.Value));
        Assert.Single(Sales);
        Assert.Equal(0, rivals.Desk.Held);
    }

    [Fact]
    public async Task A_closer_that_is_late_sells_all_the_same()
    {
        rivals.Desk.BuyFilled(5, new Bracket(98m, 104m));
        // Ten seconds a call: the legs, the positions, the sale.
        var slow = rivals.CloserOver(rivals.Watch(() =>
        {
            rivals.Clock.Advance(Duration.FromSeconds(50));
            return Task.CompletedTask;
        }));

        Assert.True((await rivals.CloseAsync(slow, OrderPurpose.EndOfDay)).IsUnderWay);

        Assert.Single(Sales);
    }

    [Fact]
    public async Task A_sale_that_was_sent_since_the_broker_was_asked_is_not_repeated()
    {
        rivals.Desk.BuyFilled(5, new Bracket(98m, 104m));
        var before = new BrokerView(
            rivals.Desk.Exchange.Account,
            rivals.Desk.Exchange.Positions,
            await rivals.Broker.GetOrdersAsync(Desk.At("10:00"), Cancel));
        var closer = rivals.CloserOver(rivals.Watch());
        await rivals.CloseAsync(closer, OrderPurpose.EndOfDay);

        await closer.CloseAsync(
            before.Positions[0], null, OrderPurpose.Unprotected, before, RivalPrograms.Calendar.SessionOn(Desk.Monday)!,
            rivals.Clock.GetCurrentInstant(), Cancel);

        Assert.Single(rivals.Sent);
    }

    [Theory]
    [InlineData(IntentStatus.Planned)]
    [InlineData(IntentStatus.Working)]
    [InlineData(IntentStatus.Unknown)]
    [InlineData(IntentStatus.Rejected)]
    [InlineData(IntentStatus.Abandoned)]
    public async Task What_the_journal_says_of_a_sale_that_the_broker_does_not_have_is_in_nobody_s_way(IntentStatus status)
    {
        rivals.Desk.BuyFilled(5, new Bracket(98m, 104m));
        var other = new OrderIntent(
            new OrderRequest(ClientOrderId.Exit(Desk.Monday, Desk.Symbol, 1), Desk.Symbol, OrderSide.Sell, 5, OrderType.Market),
            OrderPurpose.Unprotected, Desk.Monday, Desk.At("10:31"), null, 100m, null, null, status);
        await rivals.Journal.TryAddIntentAsync(other, Cancel);

        await rivals.CloseAsync(rivals.CloserOver(rivals.Watch()), OrderPurpose.EndOfDay);

        Assert.Single(Sales);
        Assert.Equal(IntentStatus.Working, Assert.Single(await rivals.Journal.GetOpenIntentsAsync(Cancel)).Status);
    }

    [Fact]
    public async Task What_was_not_sent_because_something_broke_is_in_nobody_s_way()
    {
        rivals.Desk.BuyFilled(5, new Bracket(98m, 104m));
        var broken = rivals.CloserOver(rivals.Watch(() => throw new BrokerUnavailableException("cut")));

        await Assert.ThrowsAsync<BrokerUnavailableException>(() => rivals.CloseAsync(broken, OrderPurpose.EndOfDay));

        Assert.Empty(await rivals.Journal.GetOpenIntentsAsync(Cancel));
        await rivals.CloseAsync(rivals.CloserOver(rivals.Watch()), OrderPurpose.Unprotected);
        Assert.Single(rivals.Sent);
    }

    [Fact]
    public async Task Of_many_that_begin_at_once_for_different_reasons_exactly_one_sells()
    {
        for (var round = 0; round < 20; round++)
        {
            var day = new RivalPrograms();
            day.Desk.BuyFilled(5, new Bracket(98m, 104m));
            OrderPurpose[] purposes =
                [OrderPurpose.EndOfDay, OrderPurpose.Unprotected, OrderPurpose.Flatten, OrderPurpose.Rebalance];
            await Task.WhenAll(purposes.Select(
                purpose => Task.Run(() => day.CloseAsync(day.CloserOver(day.Watch()), purpose))));
            Assert.Single(day.Desk.Exchange.Orders(Desk.At("10:00")), o => o.ClientId.IsExitOf(Desk.Symbol));
        }
    }

    [Fact]
    public async Task No_share_is_sold_of_a_position_that_is_gone()
    {
        rivals.Desk.BuyFilled(5, new Bracket(98m, 104m));
        var closer = rivals.CloserOver(rivals.Watch(() =>
        {
            if (rivals.Desk.Held > 0) rivals.Desk.TradeFlat("10:32", 97m);
            return Task.CompletedTask;
        }));
        var view = new BrokerView(
            rivals.Desk.Exchange.Account, rivals.Desk.Exchange.Positions,
            [.. (await rivals.Broker.GetOrdersAsync(Desk.At("10:00"), Cancel)).Select(o => o with { Legs = [] })]);

        var sale = await closer.CloseAsync(
            view.Positions[0], null, OrderPurpose.EndOfDay, view, RivalPrograms.Calendar.SessionOn(Desk.Monday)!,
            rivals.Clock.GetCurrentInstant(), Cancel);

        Assert.False(sale.IsUnderWay);
        Assert.Empty(rivals.Sent);
        Assert.Empty(await rivals.Journal.GetOpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task A_refused_sale_is_told()
    {
        rivals.Desk.BuyFilled(5, new Bracket(98m, 104m));
        var closer = rivals.CloserOver(rivals.Watch(refuses: true));

        var sale = await rivals.CloseAsync(closer, OrderPurpose.EndOfDay);

        Assert.Equal((false, true, "40310000: no"), (sale.IsUnderWay, sale.IsRefused, sale.Error));
    }

    [Theory]
    [InlineData(JobKind.EndOfDayClose)]
    [InlineData(JobKind.Rebalance)]
    [InlineData(JobKind.MinuteScan)]
    public async Task Every_job_counts_and_names_a_refused_sale(JobKind name)
    {
        rivals.Desk.BuyFilled(5);
        rivals.Desk.TradeFlat("10:32", 105m);
        rivals.Clock.AdvanceMinutes(1);
        var ports = rivals.PortsOver(rivals.Watch(refuses: true)) with { MarketData = new SilentFeed() };
        var model = new ModelInUse(ports.Models, new TradingSettings(), TradingMode.Simulated, rivals.Clock);
        IJob job = name switch
        {
            JobKind.EndOfDayClose => new EndOfDayClose(ports),
            JobKind.Rebalance => new Rebalance(ports, new TradingSettings()),
            _ => new MinuteScan(ports, new TradingSettings(), model),
        };

        var report = await job.RunAsync(RivalPrograms.Calendar.SessionOn(Desk.Monday)!, rivals.Clock.GetCurrentInstant(), Cancel);

        Assert.Equal(KeyValuePair.Create(ReasonCode.RefusedByBroker, 1), Assert.Single(report.Result.RefusalsByReason));
        Assert.Contains("40310000: no", report.Note, StringComparison.Ordinal);
        Assert.Empty(await rivals.Journal.GetOpenIntentsAsync(Cancel));
    }

    private sealed class SilentFeed : IMarketData
    {
        public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
            IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<BarSeries>>([]);

        public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
            IReadOnlyList<string> symbols, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyDictionary<string, Quote>>(new Dictionary<string, Quote>(StringComparer.Ordinal));
    }
}
