using NodaTime.Testing;
using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Jobs;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;
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
    private readonly List<OrderRequest> sent = [];
    private readonly FakeClock clock = new(Desk.At("10:32"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_second_that_closes_for_another_reason_while_the_first_is_at_it_gives_way(int pausedAt)
    {
        desk.BuyFilled(5, new Bracket(98m, 104m));
        var steps = 0;
        var second = CloserOver(new Watched(Broker, sent, () => Task.CompletedTask));
        // The rival comes while the first has cancelled a leg, or asks what is left.
        var first = CloserOver(new Watched(Broker, sent, async () =>
        {
            if (++steps == pausedAt) Assert.True((await CloseAsync(second, OrderPurpose.Unprotected)).IsUnderWay);
        }));

        Assert.True((await CloseAsync(first, OrderPurpose.EndOfDay)).IsUnderWay);

        Assert.Equal(OrderPurpose.EndOfDay, Assert.Single(sent).Id.Purpose);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_closer_that_is_held_up_past_its_minute_leaves_the_sale_to_the_next(int pausedAt)
    {
        desk.BuyFilled(5, new Bracket(98m, 104m));
        var steps = 0;
        var second = CloserOver(new Watched(Broker, sent, () => Task.CompletedTask));
        var first = CloserOver(new Watched(Broker, sent, async () =>
        {
            if (++steps != pausedAt) return;
            clock.AdvanceMinutes(1);
            Assert.True((await CloseAsync(second, OrderPurpose.EndOfDay)).IsUnderWay);
        }));

        Assert.False((await CloseAsync(first, OrderPurpose.Unprotected)).IsUnderWay);

        Assert.Equal("20251103-1033-SPY-eod", Assert.Single(sent).Id.Value);
        Assert.Equal(IntentStatus.Working, Assert.Single(await journal.GetOpenIntentsAsync(Cancel)).Status);
    }

    [Fact]
    public async Task A_sale_that_was_sent_since_the_broker_was_asked_is_not_repeated()
    {
        desk.BuyFilled(5, new Bracket(98m, 104m));
        var before = new BrokerView(
            desk.Exchange.Account, desk.Exchange.Positions, await Broker.GetOrdersAsync(Desk.At("10:00"), Cancel));
        var closer = CloserOver(new Watched(Broker, sent, () => Task.CompletedTask));
        await CloseAsync(closer, OrderPurpose.EndOfDay);

        await closer.CloseAsync(
            before.Positions[0], null, OrderPurpose.Unprotected, before, Calendar.SessionOn(Desk.Monday)!,
            clock.GetCurrentInstant(), Cancel);

        Assert.Single(sent);
    }

    [Fact]
    public async Task A_sale_that_the_broker_does_not_know_does_not_stand_in_the_way_for_ever()
    {
        desk.BuyFilled(5, new Bracket(98m, 104m));
        var other = new OrderIntent(
            new OrderRequest(
                ClientOrderId.Of(Desk.Monday, Desk.At("10:30"), Desk.Symbol, OrderPurpose.EndOfDay), Desk.Symbol, OrderSide.Sell,
                5, OrderType.Market),
            OrderPurpose.EndOfDay, Desk.Monday, Desk.At("10:30"), null, 100m, null, null, IntentStatus.Working);
        await journal.TryAddIntentAsync(other, Cancel);

        await CloseAsync(CloserOver(new Watched(Broker, sent, () => Task.CompletedTask)), OrderPurpose.Unprotected);

        Assert.Single(sent);
    }

    [Fact]
    public async Task What_was_not_sent_because_something_broke_is_in_nobody_s_way()
    {
        desk.BuyFilled(5, new Bracket(98m, 104m));
        var broken = CloserOver(new Watched(Broker, sent, () => throw new BrokerUnavailableException("cut")));

        await Assert.ThrowsAsync<BrokerUnavailableException>(() => CloseAsync(broken, OrderPurpose.EndOfDay));

        Assert.Empty(await journal.GetOpenIntentsAsync(Cancel));
        await CloseAsync(CloserOver(new Watched(Broker, sent, () => Task.CompletedTask)), OrderPurpose.Unprotected);
        Assert.Single(sent);
    }

    [Theory]
    [InlineData(TradingMode.Live, ReasonCode.TooLate)]
    [InlineData(TradingMode.Paper, ReasonCode.TooLate)]
    [InlineData(TradingMode.Simulated, ReasonCode.Entered)]
    public async Task An_entry_whose_minute_has_passed_is_not_sent_but_where_minutes_may_pass_at_any_speed(
        TradingMode mode, ReasonCode expected)
    {
        var entry = new OrderIntent(
            new OrderRequest(
                ClientOrderId.Of(Desk.Monday, Desk.At("10:31"), Desk.Symbol, OrderPurpose.Entry), Desk.Symbol, OrderSide.Buy, 1,
                OrderType.Market, Bracket: new Bracket(98m, 104m)),
            OrderPurpose.Entry, Desk.Monday, Desk.At("10:31"), null, 100m, 0.7, "m1");

        Assert.Equal(
            expected, await new OrderSender(PortsOver(new Watched(Broker, sent, () => Task.CompletedTask) { Mode = mode }))
            .EnterAsync(entry, PolicyOf(10), ContextOf("10:31"), Cancel));

        Assert.Equal(expected == ReasonCode.Entered, sent.Count == 1);
        Assert.Equal(expected == ReasonCode.Entered, (await journal.GetOpenIntentsAsync(Cancel)).Count == 1);
    }

    [Fact]
    public async Task Of_many_that_begin_at_once_for_different_reasons_exactly_one_sells()
    {
        for (var round = 0; round < 20; round++)
        {
            var day = new RivalClosersTests();
            day.desk.BuyFilled(5, new Bracket(98m, 104m));
            await Task.WhenAll(
                new[] { OrderPurpose.EndOfDay, OrderPurpose.Unprotected, OrderPurpose.Flatten, OrderPurpose.Rebalance }.Select(
                purpose =>
                Task.Run(() =>
                    day.CloseAsync(day.CloserOver(new Watched(day.Broker, day.sent, () => Task.CompletedTask)), purpose))));
            Assert.Single(day.sent);
        }
    }

    [Fact]
    public async Task A_closer_that_died_is_not_in_the_next_minute_s_way()
    {
        desk.BuyFilled(5, new Bracket(98m, 104m));
        var closer = CloserOver(new Watched(Broker, sent, () => Task.CompletedTask));
        var died = new OrderIntent(
            new OrderRequest(
                ClientOrderId.Of(Desk.Monday, Desk.At("10:32"), Desk.Symbol, OrderPurpose.Unprotected), Desk.Symbol,
                OrderSide.Sell, 5, OrderType.Market),
            OrderPurpose.Unprotected, Desk.Monday, Desk.At("10:32"), null, 100m, null, null);
        await journal.TryAddIntentAsync(died, Cancel);

        foreach (var expected in (int[])[0, 1])
        {
            await new AccountReconciler(PortsOver(Broker)).ReconcileAsync(Cancel);
            await CloseAsync(closer, OrderPurpose.EndOfDay);
            Assert.Equal(expected, sent.Count);
            clock.AdvanceMinutes(1);
        }
    }

    [Fact]
    public async Task A_refused_sale_is_told()
    {
        desk.BuyFilled(5, new Bracket(98m, 104m));
        var closer = CloserOver(new Watched(Broker, sent, () => Task.CompletedTask) { Refuses = true });

        var sale = await CloseAsync(closer, OrderPurpose.EndOfDay);

        Assert.Equal((false, true, "40310000: no"), (sale.IsUnderWay, sale.IsRefused, sale.Error));
    }

    [Theory]
    [InlineData(JobKind.EndOfDayClose)]
    [InlineData(JobKind.Rebalance)]
    [InlineData(JobKind.MinuteScan)]
    public async Task Every_job_counts_and_names_a_refused_sale(JobKind name)
    {
        desk.BuyFilled(5);
        desk.TradeFlat("10:32", 105m);
        clock.AdvanceMinutes(1);
        var ports = PortsOver(new Watched(Broker, sent, () => Task.CompletedTask) { Refuses = true }) with {
            MarketData = new SilentFeed() };
        using var model = new ModelInUse(ports.Models, Promotion.Proven, TradingMode.Simulated, clock);
        IJob job = name switch
        {
            JobKind.EndOfDayClose => new EndOfDayClose(ports),
            JobKind.Rebalance => new Rebalance(ports, new TradingSettings()),
            _ => new MinuteScan(ports, new TradingSettings(), model),
        };

        var report = await job.RunAsync(Calendar.SessionOn(Desk.Monday)!, clock.GetCurrentInstant(), Cancel);

        Assert.Equal(KeyValuePair.Create(ReasonCode.RefusedByBroker, 1), Assert.Single(report.Result.RefusalsByReason));
        Assert.Contains("40310000: no", report.Note, StringComparison.Ordinal);
        Assert.Empty(await journal.GetOpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task Of_two_entries_of_a_symbol_by_two_programs_one_is_sent_and_none_above_the_limit_of_positions()
    {
        var order = new OrderSender(PortsOver(new Watched(Broker, sent, () => Task.CompletedTask)));
        Task<ReasonCode> EnterAsync(string symbol, string time, int most) => order.EnterAsync(
            new OrderIntent(
                new OrderRequest(
                    ClientOrderId.Of(Desk.Monday, Desk.At(time), symbol, OrderPurpose.Entry), symbol, OrderSide.Buy, 1,
                    OrderType.Market, Bracket: new Bracket(98m, 104m)),
                OrderPurpose.Entry, Desk.Monday, Desk.At(time), null, 100m, 0.7, "m1"),
            PolicyOf(most), ContextOf(time), Cancel);

        Assert.Equal(ReasonCode.Entered, await EnterAsync(Desk.Symbol, "10:32", 2));
        clock.AdvanceMinutes(1);
        Assert.Equal(ReasonCode.AlreadyInvolved, await EnterAsync(Desk.Symbol, "10:33", 2));
        Assert.Equal(ReasonCode.MaxOpenPositions, await EnterAsync("QQQ", "10:33", 1));
        Assert.Single(sent);
        Assert.Single(await journal.GetOpenIntentsAsync(Cancel));
    }

    private static EntryPolicy PolicyOf(int mostPositions) =>
        new(new RiskLimits { MaxOpenPositions = mostPositions }, Days.Rules, Duration.FromMinutes(30));

    private static EntryContext ContextOf(string time) =>
        new() { Session = Calendar.SessionOn(Desk.Monday)!, Minute = Desk.At(time) };

    private SimulatedBroker Broker => new(desk.Exchange, clock);

    private PositionLiquidator CloserOver(IBroker broker) => new(PortsOver(broker));

    private TradingPorts PortsOver(IBroker broker) =>
        new(clock, Calendar, null!, broker, journal, new InMemoryModelRegistry(), new InMemoryBarArchive());

    private async Task<LiquidationResult> CloseAsync(PositionLiquidator closer, OrderPurpose purpose)
    {
        var view = new BrokerView(
            desk.Exchange.Account, desk.Exchange.Positions, await Broker.GetOrdersAsync(Desk.At("10:00"), Cancel));
        return await closer.CloseAsync(
            view.Positions[0], null, purpose, view, Calendar.SessionOn(Desk.Monday)!, clock.GetCurrentInstant(), Cancel);
    }

    private sealed class Watched(IBroker broker, List<OrderRequest> sent, Func<Task> between) : IBroker
    {
        public bool Refuses { get; init; }

        public TradingMode Mode { get; init; } = TradingMode.Paper;

        public Task<AccountSnapshot> GetAccountAsync(CancellationToken cancel) => broker.GetAccountAsync(cancel);

        public async Task<IReadOnlyList<Position>> GetPositionsAsync(CancellationToken cancel)
        {
            await between();
            return await broker.GetPositionsAsync(cancel);
        }

        public Task<IReadOnlyList<BrokerOrder>> GetOrdersAsync(Instant? since, CancellationToken cancel) =>
            broker.GetOrdersAsync(since, cancel);

        public Task<BrokerOrder?> FindOrderAsync(ClientOrderId id, CancellationToken cancel) => broker.FindOrderAsync(id, cancel);

        public Task<SubmitOutcome> SubmitAsync(OrderRequest request, CancellationToken cancel)
        {
            lock (sent) sent.Add(request);
            return Refuses ? Task.FromResult<SubmitOutcome>(new SubmitOutcome.Rejected("40310000", "no"))
                : broker.SubmitAsync(request, cancel);
        }

        public async Task<bool> CancelAsync(string brokerId, CancellationToken cancel)
        {
            var cancelled = await broker.CancelAsync(brokerId, cancel);
            await between();
            return cancelled;
        }
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
