using NodaTime.Testing;
using Trading.Cli.Output;
using Trading.Core.Events;
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
using Trading.Tests.Core.Events;
using Trading.Tests.Core.Learning;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Core.Jobs;

/// <summary>A scan at 10:31:05 whose model takes every row for a signal, and a feed that is late with some symbols.</summary>
public sealed class SecondLookTests
{
    private static readonly Session Session = new WeekdayCalendar().SessionOn(Desk.Monday)!;
    private static readonly TradingSettings Settings = new()
    {
        Symbols = ["PROMPT", "TARDY"],
        Risk = new RiskLimits { MaxOpenPositions = 2 },
        Learning = new LearningSettings { Promotion = Promotion.Always },
    };

    private readonly InMemoryJournal journal = new();
    private readonly RecordedEvents events = new();
    private readonly SimulatedExchange exchange = new(new WeekdayCalendar(), new ExchangeOptions());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_symbol_whose_bar_comes_some_seconds_late_is_entered_in_the_same_minute_and_the_others_do_not_wait()
    {
        var clock = new PassingClock("10:31", 5);
        var feed = new Feed(clock, tardy: 8);

        var report = await ScanAsync(clock, feed);

        Assert.Equal(
            [("PROMPT", Second(5)), ("TARDY", Second(15))],
            exchange.Orders(Session.Open).OrderBy(o => o.SubmittedAt).Select(o => (o.Symbol, o.SubmittedAt)));
        Assert.Equal(["PROMPT,TARDY", "TARDY"], feed.Asked);
        var result = Assert.IsType<ScanResult>(report.Result);
        Assert.Equal((2, 2, 2), (result.Rows, result.Predictions, result.Entries));
        var predictions = await journal.GetPredictionsAsync(Desk.Monday, null, Cancel);
        Assert.Equal(["PROMPT Entered", "TARDY Entered"], predictions.Select(p => $"{p.Symbol} {p.Reason}"));
        Assert.Equal(2, Assert.Single(events.Of<SignalsDecided>()).Signals.Count);
    }

    [Theory]
    [InlineData(40, 1)]
    [InlineData(8, 2)]
    public async Task A_bar_that_comes_later_than_that_loses_its_symbol_for_the_minute(int tardy, int entered)
    {
        var clock = new PassingClock("10:31", 5);

        await ScanAsync(clock, new Feed(clock, tardy));

        Assert.Equal(entered, exchange.Orders(Session.Open).Count);
        Assert.Equal(Second(15), clock.GetCurrentInstant());
    }

    [Theory]
    [InlineData(5, 1.0, 0, "10:31")]
    [InlineData(5, 0.0, 8, "10:31")]
    [InlineData(35, 1.0, 8, "10:31")]
    [InlineData(35, 1.0, 40, "10:31")]
    [InlineData(36, 1.0, 40, "10:31")]
    [InlineData(5, 1.0, 8, "15:56")]
    public async Task Nothing_is_asked_again_when_nothing_is_missing_where_time_stands_still_and_when_it_is_late(
        int second, double speed, int tardy, string time)
    {
        var clock = new PassingClock(time, second) { Speed = speed };
        var feed = new Feed(clock, tardy);

        await ScanAsync(clock, feed, time);

        Assert.Equal(time == "10:31" ? 1 : 0, feed.Asked.Count);
        Assert.Equal(Desk.At(time) + Duration.FromSeconds(second), clock.GetCurrentInstant());
    }

    [Fact]
    public async Task A_clock_that_only_a_simulation_moves_is_not_waited_for()
    {
        var clock = new FakeClock(Second(5));
        var feed = new Feed(clock, tardy: 8);

        await ScanAsync(clock, feed);

        Assert.Equal("PROMPT,TARDY", Assert.Single(feed.Asked));
        Assert.Equal(Second(5), clock.GetCurrentInstant());
    }

    [Fact]
    public async Task A_first_look_that_took_long_is_followed_by_the_second_at_once()
    {
        var clock = new PassingClock("10:31", 20);
        var feed = new Feed(clock, tardy: 21, moves: 2);

        await ScanAsync(clock, feed);

        Assert.Equal(2, exchange.Orders(Session.Open).Count);
        Assert.Equal(Second(24), clock.GetCurrentInstant());
    }

    [Fact]
    public async Task The_first_symbols_entries_count_for_the_late_one()
    {
        var clock = new PassingClock("10:31", 5);

        await ScanAsync(
            clock, new Feed(clock, tardy: 8), settings: Settings with { Risk = new RiskLimits { MaxOpenPositions = 1 } });

        Assert.Equal("PROMPT", Assert.Single(exchange.Orders(Session.Open)).Symbol);
        var late = Assert.Single(await journal.GetPredictionsAsync(Desk.Monday, "TARDY", Cancel));
        Assert.Equal(ReasonCode.MaxOpenPositions, late.Reason);
    }

    [Fact]
    public async Task A_minute_that_another_program_predicted_is_not_looked_at_again()
    {
        var clock = new PassingClock("10:31", 5);
        var feed = new Feed(clock, tardy: 8);
        await journal.TryAddPredictionsAsync(Desk.Monday, Desk.At("10:31"), [], Cancel);

        await ScanAsync(clock, feed);

        Assert.Single(feed.Asked);
        Assert.Empty(exchange.Orders(Session.Open));
    }

    [Fact]
    public async Task A_minute_of_which_no_bar_was_there_is_claimed_by_the_second_look()
    {
        var clock = new PassingClock("10:31", 5);

        await ScanAsync(clock, new Feed(clock, tardy: 8), settings: Settings with { Symbols = ["TARDY"] });

        Assert.Equal("TARDY", Assert.Single(exchange.Orders(Session.Open)).Symbol);
        Assert.False(await journal.TryAddPredictionsAsync(Desk.Monday, Desk.At("10:31"), [], Cancel));
    }

    [Fact]
    public async Task A_second_look_that_fails_or_is_stopped_changes_nothing_that_was_done_before()
    {
        var clock = new PassingClock("10:31", 5);
        var report = await ScanAsync(clock, new Feed(clock, tardy: 8, failsAt: 2));
        Assert.Equal((null, "PROMPT"), (report.Error, Assert.Single(exchange.Orders(Session.Open)).Symbol));
        Assert.Contains("Bars that came late were not asked for again: on purpose", report.Note, StringComparison.Ordinal);

        using var stop = new CancellationTokenSource();
        var stopping = new PassingClock("10:32", 5) { OnWait = stop.Cancel };
        var stopped = await ScanAsync(stopping, new Feed(stopping, tardy: 8), "10:32", cancel: stop.Token);
        Assert.Equal(1, Assert.IsType<ScanResult>(stopped.Result).Predictions);
    }

    private static Instant Second(int second) => Desk.At("10:31") + Duration.FromSeconds(second);

    private async Task<JobReport> ScanAsync(
        IClock clock, Feed feed, string time = "10:31", TradingSettings? settings = null, CancellationToken? cancel = null)
    {
        settings ??= Settings;
        var models = new InMemoryModelRegistry();
        await models.SaveAsync(HandMadeModel.Of("m1", Desk.Monday.PlusDays(-3), logits: 4, trust: 1), Cancel);
        var (_, etag) = await models.GetCurrentAsync(Cancel);
        await models.TrySetCurrentAsync(new CurrentModel(null, "m1", "Newest.", Session.Open), etag, Cancel);
        exchange.AdvanceMinute(
            Desk.At(time) - Bar.Length,
            [.. settings.Symbols.Select(s => (s, new Bar(Desk.At(time) - Bar.Length, 100m, 100m, 100m, 100m, 1_000)))]);
        var ports = new TradingPorts(
            clock, new WeekdayCalendar(), feed, new SimulatedBroker(exchange, clock), journal, models, new InMemoryBarArchive())
        {
            Events = events,
        };
        var scan = new MinuteScan(ports, settings, new ModelInUse(models, settings, TradingMode.Paper, clock));
        return await scan.RunAsync(Session, Desk.At(time), cancel ?? Cancel);
    }

    /// <summary>A clock that passes only while it is waited for.</summary>
    private sealed class PassingClock(string time, int second) : IWaitableClock
    {
        private Instant now = Desk.At(time) + Duration.FromSeconds(second);

        public double Speed { get; init; } = 1;

        public Action OnWait { get; init; } = () => { };

        public Instant GetCurrentInstant() => now;

        public void Move(int seconds) => now += Duration.FromSeconds(seconds);

        public Task WaitUntilAsync(Instant instant, CancellationToken cancel)
        {
            OnWait();
            cancel.ThrowIfCancellationRequested();
            now = instant;
            return Task.CompletedTask;
        }
    }

    /// <summary>Calm bars; those of TARDY come so many seconds after their minute.</summary>
    private sealed class Feed(IClock clock, int tardy, int moves = 0, int failsAt = 0) : IMarketData
    {
        public List<string> Asked { get; } = [];

        public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
            IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel)
        {
            Asked.Add(string.Join(',', symbols));
            if (Asked.Count == failsAt) throw new MarketDataException("on purpose");
            var answer = symbols.Select(symbol => new BarSeries(symbol, [.. Bars(symbol, from, to)])).ToList();
            (clock as PassingClock)?.Move(moves);
            return Task.FromResult<IReadOnlyList<BarSeries>>(answer);
        }

        public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
            IReadOnlyList<string> symbols, CancellationToken cancel) => throw new NotSupportedException();

        private IEnumerable<Bar> Bars(string symbol, Instant from, Instant to)
        {
            var known = clock.GetCurrentInstant() - Duration.FromSeconds(symbol == "TARDY" ? tardy : 0);
            for (var start = from; start < to && start + Bar.Length <= known; start += Bar.Length)
            {
                var price = 100m + (Session.MinuteOf(start) % 3 * 0.1m);
                yield return new Bar(start, price, price, price, price, 1_000);
            }
        }
    }
}
