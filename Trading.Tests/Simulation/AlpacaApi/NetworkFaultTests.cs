using Trading.Adapters.Alpaca;
using Trading.Core;
using Trading.Core.Execution;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.Backtest;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>
/// An hour of trading and the day's close over HTTP with network faults: every fault, at every call of a scan, at
/// different moments, alone and in bursts. After every step the test checks the invariants on the exchange itself.
/// </summary>
public sealed class NetworkFaultTests
{
    private const int Batch = 20;

    /// <summary>Minutes of trading, and then of closing.</summary>
    private const int Scans = 25;
    private const int Closes = 9;

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Batches))]
    public async Task No_network_fault_loses_or_doubles_an_order(int batch)
    {
        var (traded, injected, closed) = (0, 0, 0);
        for (var seed = batch * Batch; seed < (batch + 1) * Batch; seed++)
        {
            var run = await RunAsync(seed);
            (traded, injected, closed) = (traded + run.Trades, injected + run.InjectedCount, closed + run.Closed);
        }
        Assert.True(closed >= Batch / 2, $"only {closed} positions had to be closed in {Batch} runs: no fault came at the close");
        Assert.True(traded > Batch && injected > Batch,
            $"{traded} trades met {injected} faults in {Batch} runs: too few for a test");
    }

    /// <summary>Of the day, the minute after which the most symbols signal: faults are met by orders.</summary>
    private static Lazy<Task<Instant>> Busiest { get; } = new(async () =>
    {
        var (_, stores) = await SmallMarket.Plain.Value;
        var session = SmallMarket.Calendar.SessionOn(SmallMarket.From.PlusDays(1))!;
        var signals = (await stores.Journal.GetPredictionsAsync(session.Date, null, CancellationToken.None))
            .Where(p => p.Probability >= SmallMarket.Settings.Risk.MinConfidence).ToList();
        return Enumerable.Range(40, 280).Select(minute => session.Open + Duration.FromMinutes(minute)).MaxBy(begin => signals
            .Where(p => p.Minute >= begin && p.Minute < begin + Duration.FromMinutes(Scans / 2))
            .Select(p => p.Symbol).Distinct(StringComparer.Ordinal).Count());
    });

    private static async Task<(int Trades, int InjectedCount, int Closed)> RunAsync(int seed)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (_, trained) = await SmallMarket.Plain.Value;
        var day = SmallMarket.From.PlusDays(1);
        var session = SmallMarket.Calendar.SessionOn(day)!;
        var tape = SmallMarket.Tape();
        var faults = new RandomNetworkFaults(seed);
        await using var server = await SimulatorServer.StartAsync(
            new SimulatorOptions { Tape = tape, Calendar = SmallMarket.Calendar, Start = session.Open }, cancel);
        using var alpaca = new AlpacaExchange(new AlpacaOptions
        {
            Environment = AlpacaEnvironment.Simulator,
            TradingUrl = server.Url,
            DataUrl = server.Url,
            Keys = AlpacaKeys.Simulator,
            RequestsPerMinute = null,
            AttemptTimeout = TimeSpan.FromMilliseconds(150),
            CallTimeout = TimeSpan.FromMilliseconds(500),
            RetryDelay = TimeSpan.FromMilliseconds(1),
            BreakDuration = TimeSpan.FromMilliseconds(500),
        });
        // The day's close begins right after the faults's first half, so that what was bought is still held and has to be sold in
        // it.
        var begin = await Busiest.Value;
        var closing = begin + Duration.FromMinutes(Scans);
        var settings = SmallMarket.Settings with
        {
            Learning = SmallMarket.Settings.Learning with { Promotion = Promotion.Always },
            Schedule =
                new ScheduleSettings { CloseBefore = session.Close - closing, NoEntryBeforeClose = session.Close - closing },
        };
        var stores = new BacktestStores(new InMemoryJournal(), trained.Models, new InMemoryBarArchive());
        var witness = new RecordingBroker(alpaca.Broker, stores.Journal, () => day);
        var marketData = new RecordingMarketData(alpaca.MarketData, alpaca.Clock);
        var monitor = new StepMonitor(server.Exchange, witness, marketData, tape, stores, settings);
        var system = new TradingSystem(
            new TradingPorts(alpaca.Clock, SmallMarket.Calendar, marketData, witness, stores.Journal, stores.Models,
                stores.Archive), settings);

        var minutes = Enumerable.Range(0, Scans + Closes)
            .Select(i => begin + Duration.FromMinutes(i)).Append(session.Close);
        foreach (var minute in minutes)
        {
            server.Faults.Clear();
            server.MoveTo(minute);
            await SyncAsync(alpaca.Clock, cancel);
            // Alive in the last minutes: a program whose broker is dead at the close cannot close.
            if (minute < closing + Duration.FromMinutes(Closes - 4)) faults.Apply(server.Faults, always: minute >= closing);
            await monitor.BeginAsync(cancel);
            await system.Runner.TickAsync(JobKind.EndOfDayClose, cancel);
            await system.Runner.TickAsync(JobKind.MinuteScan, cancel);
            await monitor.CheckAsync(session, minute, cancel);
        }

        var told = $"seed {seed}: {faults}";
        Assert.True(monitor.Breaches.Count == 0, $"{told}\n{string.Join('\n', monitor.Breaches)}");
        var trades = await AgreeAsync(server, stores.Journal, session, told);
        return (trades.Count, server.Faults.InjectedCount,
            trades.Count(t => t.ExitReason is ExitReason.EndOfDay or ExitReason.Unprotected));
    }

    /// <summary>Checks that journal and exchange tell the same story; gives the trades.</summary>
    private static async Task<IReadOnlyList<TradeRow>> AgreeAsync(SimulatorServer server, ITradingJournal journal,
        Session session, string told)
    {
        var cancel = TestContext.Current.CancellationToken;
        var intents = (await journal.GetIntentsAsync(session.Date, cancel)).ToDictionary(i => i.Id);
        var orders = server.Exchange.Orders(session.Open).ToDictionary(o => o.ClientId);
        var trades = await journal.GetTradesAsync(session.Date, session.Date, cancel);
        Assert.True(server.Exchange.Positions.Count == 0, $"{told}: not flat");
        foreach (var order in orders.Values)
        {
            var intent = intents.GetValueOrDefault(order.ClientId);
            Assert.True(intent is not null, $"{told}: {order.ClientId} has no intent");
            var ended = order.FilledQuantity > 0 ? IntentStatus.Completed : IntentStatus.Unfilled;
            Assert.True(intent.Status == ended, $"{told}: {order} beside {intent}");
            Assert.Equal(intent.Request.Quantity, order.Quantity);
        }
        foreach (var intent in intents.Values.Where(i => !orders.ContainsKey(i.Id)))
            // An entry whose request was lost may still arrive until the day is over.
            Assert.True(intent.Status is IntentStatus.Rejected or IntentStatus.Abandoned
                || (intent.Purpose == OrderPurpose.Entry && intent.Status == IntentStatus.Unknown),
                $"{told}: the exchange never had {intent}");
        Assert.Equal(server.Exchange.Account.Equity - 100_000m,
            trades.Sum(t => t.Pnl ?? throw new InvalidOperationException($"{told}: {t} has no end")));
        return trades;
    }

    // The circuit breaker may still be open from the minute before, as in live trading.
    private static async Task SyncAsync(AlpacaClock clock, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await clock.SyncAsync(cancel);
                return;
            }
            catch (BrokerUnavailableException)
            {
                await Task.Delay(20, cancel);
            }
        }
    }

}
