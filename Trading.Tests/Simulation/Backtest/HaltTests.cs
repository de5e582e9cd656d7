using Trading.Cli.Output;
using Trading.Core;
using Trading.Core.Execution;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;
using Trading.Simulation.Backtest;
using Trading.Simulation.Exchange;
using Trading.Simulation.Markets;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Simulation.Backtest;

/// <summary>A session in which a person halts trading, sells everything, and lets it go on.</summary>
public sealed class HaltTests
{
    [Fact]
    public async Task A_halt_stops_entries_keeps_protection_sells_when_asked_and_ends_when_lifted()
    {
        var cancel = TestContext.Current.CancellationToken;
        var (_, trained) = await SmallMarket.Plain.Value;
        var day = SmallMarket.From.PlusDays(1);
        var session = SmallMarket.Calendar.SessionOn(day)!;
        var tape = SmallMarket.Tape();
        var clock = new VirtualClock(session.Open);
        var exchange = new SimulatedExchange(SmallMarket.Calendar, new ExchangeOptions());
        var journal = new InMemoryJournal();
        var ports = new TradingPorts(
            clock, SmallMarket.Calendar, new TapeMarketData(tape, clock), new SimulatedBroker(exchange, clock), journal,
                trained.Models, trained.Archive);
        var settings = SmallMarket.Settings
            with
        { Learning = SmallMarket.Settings.Learning with { Promotion = Promotion.Always } };
        var system = new TradingSystem(ports, settings);
        var (halted, flattened, lifted) = (
            session.Open + Duration.FromMinutes(120), session.Open + Duration.FromMinutes(180),
            session.Open + Duration.FromMinutes(240));
        var heldAtFlatten = 0;

        for (var minute = session.Open; minute < session.Close; minute += Bar.Length)
        {
            clock.MoveTo(minute);
            if (minute == halted) await journal.SetHaltAsync(new Halt(minute, false, "a test"), cancel);
            if (minute == flattened)
            {
                heldAtFlatten = exchange.Positions.Count;
                await journal.SetHaltAsync(new Halt(minute, true, "a test"), cancel);
            }
            if (minute == lifted) await journal.SetHaltAsync(null, cancel);
            await system.Runner.TickAsync(cancel);
            exchange.AdvanceMinute(
                minute, [.. tape.Read(day).SelectMany(
                s => s.Between(minute, minute + Bar.Length).ToArray().Select(b => (s.Symbol, b)))]);
            if (minute >= flattened + Bar.Length && minute < lifted) Assert.Empty(exchange.Positions);
        }

        var entries = (await journal.GetIntentsAsync(day, cancel)).Where(i => i.Purpose == OrderPurpose.Entry).ToList();
        Assert.Contains(entries, e => e.DecidedAt < halted);
        Assert.DoesNotContain(entries, e => e.DecidedAt >= halted && e.DecidedAt < lifted);
        Assert.Contains(entries, e => e.DecidedAt >= lifted);
        var predictions = await journal.GetPredictionsAsync(day, null, cancel);
        var signals = predictions.Where(
            p => p.Probability >= settings.Risk.MinConfidence && p.Minute >= halted && p.Minute < lifted).ToList();
        Assert.NotEmpty(signals);
        Assert.All(signals, p => Assert.Equal(ReasonCode.Halted, p.Reason));
        Assert.True(heldAtFlatten > 0, "nothing was held when everything was to be sold");
        Assert.Equal(
            heldAtFlatten, (await journal.GetTradesAsync(day, day, cancel)).Count(t => t.ExitReason == ExitReason.Flatten));
    }

    /// <summary>The halt comes when the scan has read that there is none, and is about to enter.</summary>
    [Fact]
    public async Task A_halt_in_the_middle_of_a_scan_stops_that_scan()
    {
        var cancel = TestContext.Current.CancellationToken;
        var (_, trained) = await SmallMarket.Plain.Value;
        var day = SmallMarket.From.PlusDays(1);
        var session = SmallMarket.Calendar.SessionOn(day)!;
        var tape = SmallMarket.Tape();
        var clock = new VirtualClock(session.Open);
        var exchange = new SimulatedExchange(SmallMarket.Calendar, new ExchangeOptions());
        var journal = new InMemoryJournal();
        var feed = new HaltingFeed(
            new TapeMarketData(tape, clock), () =>
            journal.SetHaltAsync(new Halt(clock.GetCurrentInstant(), false, "mid-scan"), cancel));
        var ports = new TradingPorts(
            clock, SmallMarket.Calendar, feed, new SimulatedBroker(exchange, clock), journal, trained.Models, trained.Archive);
        var system = new TradingSystem(
            ports, SmallMarket.Settings with { Learning = SmallMarket.Settings.Learning with { Promotion = Promotion.Always } });
        for (var minute = session.Open; minute < session.Close - Duration.FromMinutes(60); minute += Bar.Length)
        {
            clock.MoveTo(minute);
            await journal.SetHaltAsync(null, cancel);
            await system.Runner.TickAsync(JobKind.MinuteScan, cancel);
            exchange.AdvanceMinute(
                minute, [.. tape.Read(day).SelectMany(
                s => s.Between(minute, minute + Bar.Length).ToArray().Select(b => (s.Symbol, b)))]);
        }
        var signals = (await journal.GetPredictionsAsync(day, null, cancel)).Count(p => p.Reason == ReasonCode.Halted);
        Assert.True(signals > 0, "there was no signal to be stopped");
        Assert.Empty(exchange.Orders(session.Open));
        Assert.All(await journal.GetIntentsAsync(day, cancel), i => Assert.Equal(IntentStatus.Abandoned, i.Status));
    }

    private sealed class HaltingFeed(IMarketData inner, Func<Task> halt) : IMarketData
    {
        public async Task<IReadOnlyList<BarSeries>> GetBarsAsync(
            IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel)
        {
            await halt();
            return await inner.GetBarsAsync(symbols, from, to, cancel);
        }

        public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
            IReadOnlyList<string> symbols, CancellationToken cancel) =>
            inner.GetLatestQuotesAsync(symbols, cancel);
    }
}
