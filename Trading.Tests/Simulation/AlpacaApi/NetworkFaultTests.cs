using Trading.Adapters.Alpaca;
using Trading.Core.Execution;
using Trading.Core.Jobs;
using Trading.Core.Journal;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.Backtest;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>
/// An hour of trading and the day's close over HTTP while the network does its worst: every fault, at every call of a scan, at
/// different moments, alone and in bursts. After every step what always holds is checked on the exchange itself.
/// </summary>
public sealed class NetworkFaultTests
{
    private const int Batch = 20;

    public static TheoryData<int> Batches => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Batches))]
    public async Task Whatever_the_network_does_no_order_is_lost_or_doubled(int batch)
    {
        var (traded, struck) = (0, 0);
        for (var seed = batch * Batch; seed < (batch + 1) * Batch; seed++)
        {
            var run = await RunAsync(seed);
            (traded, struck) = (traded + run.Trades, struck + run.Struck);
        }
        Assert.True(traded > Batch && struck > Batch, $"{traded} trades met {struck} faults in {Batch} runs: too little to learn from");
    }

    private static async Task<(int Trades, int Struck)> RunAsync(int seed)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (_, trained) = await SmallMarket.Plain.Value;
        var day = SmallMarket.From.PlusDays(1);
        var session = SmallMarket.Calendar.SessionOn(day)!;
        var tape = SmallMarket.Tape();
        var storm = new NetworkStorm(seed);
        await using var server = await AlpacaApiServer.StartAsync(
            new AlpacaApiOptions { Tape = tape, Calendar = SmallMarket.Calendar, Start = session.Open, Pace = new ClockPace.Stepped() }, cancel);
        using var alpaca = new AlpacaConnection(new AlpacaOptions
        {
            Environment = AlpacaEnvironment.Simulator,
            TradingUrl = server.Url,
            DataUrl = server.Url,
            Keys = new AlpacaKeys("simulator", "simulator"),
            RequestsPerMinute = null,
            AttemptTimeout = TimeSpan.FromMilliseconds(150),
            CallTimeout = TimeSpan.FromMilliseconds(500),
            RetryDelay = TimeSpan.FromMilliseconds(1),
            BreakDuration = TimeSpan.FromMilliseconds(500),
        });
        var settings = SmallMarket.Settings with { Learning = SmallMarket.Settings.Learning with { Promotion = Promotion.Always } };
        var stores = new BacktestStores(new InMemoryJournal(), trained.Models, new InMemoryBarArchive());
        var witness = new WitnessBroker(alpaca.Broker, stores.Journal, () => day);
        var marketData = new WitnessMarketData(alpaca.MarketData, alpaca.Clock);
        var monitor = new StepMonitor(server.Exchange, witness, marketData, tape, stores, settings);
        using var system = new TradingSystem(
            new TradingPorts(alpaca.Clock, SmallMarket.Calendar, marketData, witness, stores.Journal, stores.Models, stores.Archive), settings);

        var hour = Minutes(session.Open + Duration.FromMinutes(60), 30);
        var close = Minutes(session.Close - Duration.FromMinutes(5), 6);
        foreach (var minute in hour.Concat(close))
        {
            server.Faults.Clear();
            server.MoveTo(minute);
            await SyncAsync(alpaca.Clock, cancel);
            // Alive in the last minutes: a program whose broker is dead at the close cannot close.
            if (minute < session.Close - Duration.FromMinutes(3)) storm.Unleash(server.Faults);
            await monitor.BeginAsync(cancel);
            await system.Runner.TickAsync(JobName.EndOfDayClose, cancel);
            await system.Runner.TickAsync(JobName.MinuteScan, cancel);
            await monitor.CheckAsync(session, minute, cancel);
        }

        var told = $"seed {seed}: {storm}";
        Assert.True(monitor.Breaches.Count == 0, $"{told}\n{string.Join('\n', monitor.Breaches)}");
        return (await AgreeAsync(server, stores.Journal, session, told), server.Faults.Struck);
    }

    /// <summary>Checks that journal and exchange tell the same story; gives the number of trades.</summary>
    private static async Task<int> AgreeAsync(AlpacaApiServer server, ITradingJournal journal, Session session, string told)
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
            Assert.True(intent.Status is IntentStatus.Rejected or IntentStatus.Abandoned, $"{told}: the exchange never had {intent}");
        Assert.Equal(server.Exchange.Account.Equity - 100_000m, trades.Sum(t => t.Pnl ?? throw new InvalidOperationException($"{told}: {t} has no end")));
        return trades.Count;
    }

    // The breaker may still be open from the minute before, and so it would be in life: the next minute comes all the same.
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

    private static IEnumerable<Instant> Minutes(Instant from, int count) => Enumerable.Range(0, count).Select(i => from + Duration.FromMinutes(i));
}
