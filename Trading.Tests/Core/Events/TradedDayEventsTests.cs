using Trading.Cli.Output;
using Trading.Core;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;
using Trading.Simulation.Backtest;
using Trading.Simulation.Exchange;
using Trading.Simulation.Markets;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Core.Events;

/// <summary>What a session with a model that trades tells, beside what its journal and its exchange remember.</summary>
public sealed class TradedDayEventsTests
{
    private static readonly LocalDate Day = SmallMarket.From.PlusDays(1);
    private static readonly Lazy<Task<Told>> Traded = new(() => TradeAsync(new RecordedEvents()));

    [Fact]
    public async Task Each_order_that_the_exchange_took_is_told_once()
    {
        var told = await Traded.Value;

        Assert.NotEmpty(told.Orders);
        Assert.Equal(
            told.Orders.Select(o => o.ClientId.Value).Order(StringComparer.Ordinal),
            told.Events.Of<OrderSent>().Select(e => e.Intent.Id.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_trade_begins_once_protected_and_ends_once_as_the_journal_has_it()
    {
        var told = await Traded.Value;

        var begun = ById(told.Events.Of<OrderFilled>().Select(e => e.Trade));
        var ended = ById(told.Events.Of<PositionClosed>().Select(e => e.Trade));
        Assert.NotEmpty(told.Trades);
        Assert.Equal(told.Trades.Count, begun.Count);
        Assert.All(told.Trades, trade =>
        {
            Assert.Equal(trade, ended[trade.EntryId.Value]);
            Assert.Equal(trade with { ExitAt = null, ExitPrice = null, ExitReason = null }, begun[trade.EntryId.Value]);
        });
        var covered = ById(told.Events.Of<PositionProtected>().Select(e => e.Trade));
        Assert.All(begun.Keys.Where(id => !covered.ContainsKey(id)), id => Assert.True(
            ended[id].ExitAt - ended[id].EntryAt <= Duration.FromMinutes(1), $"{id} was never protected"));
        Assert.Empty(told.Events.Of<PositionUnprotected>());
    }

    [Fact]
    public async Task Each_run_is_told_once_and_the_signals_before_the_scan_that_decided_them()
    {
        var told = await Traded.Value;

        Assert.Equal(told.Runs, told.Events.Of<JobSucceeded>().Select(e => e.Run));
        Assert.Empty(told.Events.Of<JobFailed>());
        var entered = told.Events.Of<SignalsDecided>().SelectMany(e => e.Signals).Where(s => s.Reason == ReasonCode.Entered);
        Assert.Equal(
            told.Trades.Select(t => (t.Symbol, t.Probability)).Order(),
            entered.Select(s => (s.Symbol, (double)s.Probability)).Order());
        Assert.All(told.Events.Of<SignalsDecided>(), e =>
        {
            var next = told.Events.All.SkipWhile(other => other != e).OfType<JobSucceeded>().First();
            Assert.Equal(new JobKey(JobKind.MinuteScan, e.At.InNewYork().TimeOfDay), next.Run.Key);
        });
    }

    [Fact]
    public async Task A_sink_that_throws_at_each_event_changes_no_trade()
    {
        var told = await TradeAsync(new RecordedEvents(throws: true));

        Assert.Equal((await Traded.Value).Trades, told.Trades);
        Assert.Equal((await Traded.Value).Runs, told.Runs);
        Assert.NotEmpty(told.Events.All);
    }

    private static Dictionary<string, TradeRow> ById(IEnumerable<TradeRow> trades) =>
        trades.ToDictionary(t => t.EntryId.Value, StringComparer.Ordinal);

    private static async Task<Told> TradeAsync(RecordedEvents events)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (_, trained) = await SmallMarket.Plain.Value;
        var session = SmallMarket.Calendar.SessionOn(Day)!;
        var tape = SmallMarket.Tape();
        var minutes = tape.Read(Day);
        var clock = new VirtualClock(session.Open);
        var exchange = new SimulatedExchange(SmallMarket.Calendar, new ExchangeOptions());
        var journal = new InMemoryJournal();
        var ports = new TradingPorts(
            clock, SmallMarket.Calendar, new TapeMarketData(tape, clock), new SimulatedBroker(exchange, clock), journal,
            trained.Models, trained.Archive)
        {
            Events = events,
        };
        var system = new TradingSystem(
            ports, SmallMarket.Settings with { Learning = SmallMarket.Settings.Learning with { Promotion = Promotion.Always } });
        for (var minute = session.Open; minute <= session.Close; minute += Bar.Length)
        {
            clock.MoveTo(minute);
            await system.Runner.TickAsync(JobKind.EndOfDayClose, cancel);
            await system.Runner.TickAsync(JobKind.MinuteScan, cancel);
            if (minute >= session.Close) break;
            var bars = minutes.SelectMany(s => s.Between(minute, minute + Bar.Length).ToArray().Select(b => (s.Symbol, b)));
            exchange.AdvanceMinute(minute, [.. bars]);
        }
        return new Told(
            events, [.. exchange.Orders(session.Open)], await journal.GetTradesAsync(Day, Day, cancel),
            await journal.GetJobsAsync(Day, cancel));
    }

    private sealed record Told(
        RecordedEvents Events, IReadOnlyList<BrokerOrder> Orders, IReadOnlyList<TradeRow> Trades, IReadOnlyList<JobRunRow> Runs);
}
