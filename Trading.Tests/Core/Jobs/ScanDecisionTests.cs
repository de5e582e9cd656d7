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

/// <summary>A scan at 10:31 of symbols that move more or less, with a model that says the same of each row.</summary>
public sealed class ScanDecisionTests
{
    private static readonly Session Session = new WeekdayCalendar().SessionOn(Desk.Monday)!;

    private InMemoryJournal journal = new();
    private RecordedEvents events = new();
    private Exception? failure;
    private bool isBrokerSilent;
    private bool hasModel = true;
    private readonly Dictionary<string, decimal> moves = new(StringComparer.Ordinal) { ["A"] = 0.2m, ["B"] = 1.5m, ["C"] = 0.6m };
    private decimal low = 99m;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.2, 0.6)]
    [InlineData(0.6, 0.2)]
    public async Task The_last_free_place_goes_to_the_most_probable(double moveOfA, double moveOfC)
    {
        (moves["A"], moves["C"]) = ((decimal)moveOfA, (decimal)moveOfC);
        var (_, report) = await ScanAsync(new TradingSettings { Risk = new RiskLimits { MaxOpenPositions = 1 } });

        var predictions = await journal.GetPredictionsAsync(Desk.Monday, null, Cancel);
        Assert.NotEqual(predictions.Min(p => p.Probability), predictions.Max(p => p.Probability));
        var entered = Assert.Single(predictions, p => p.Reason == ReasonCode.Entered);
        Assert.Equal(predictions.Max(p => p.Probability), entered.Probability);
        var result = Assert.IsType<ScanResult>(report.Result);
        Assert.Equal((3, 3, 1), (result.Rows, result.Predictions, result.Entries));
        Assert.Equal(KeyValuePair.Create(ReasonCode.MaxOpenPositions, 2), Assert.Single(result.RefusalsByReason));
        Assert.Equal(["A", "B", "C"], Assert.Single(events.Of<SignalsDecided>()).Signals.Select(s => s.Symbol));
    }

    [Fact]
    public async Task Of_equals_the_first_by_name_is_entered()
    {
        foreach (var symbol in moves.Keys) moves[symbol] = 0.5m;
        await ScanAsync(new TradingSettings { Risk = new RiskLimits { MaxOpenPositions = 1 } });
        Assert.Equal("A", Assert.Single(await Entries()).Request.Symbol);
    }

    [Fact]
    public async Task A_minute_without_a_signal_is_written_down_and_tells_nothing()
    {
        var (_, report) = await ScanAsync(new TradingSettings(), logits: 0);

        var result = Assert.IsType<ScanResult>(report.Result);
        Assert.Equal((3, 3, 0), (result.Rows, result.Predictions, result.Entries));
        Assert.Empty(result.RefusalsByReason);
        Assert.Empty(events.Of<SignalsDecided>());
        var predictions = await journal.GetPredictionsAsync(Desk.Monday, null, Cancel);
        Assert.All(predictions, p => Assert.Equal(ReasonCode.BelowMinConfidence, p.Reason));
        Assert.Empty(await Entries());
        Assert.Equal("", report.Note);
    }

    [Fact]
    public async Task A_model_that_may_not_trade_predicts_and_the_note_says_why_it_does_not_trade()
    {
        var (_, report) = await ScanAsync(
            new TradingSettings { Learning = new LearningSettings { Promotion = Promotion.Proven } });

        Assert.Empty(await Entries());
        Assert.Equal(
            KeyValuePair.Create(ReasonCode.NoPromotedModel, 3),
            Assert.Single(Assert.IsType<ScanResult>(report.Result).RefusalsByReason));
        Assert.NotEqual("", report.Note);
        Assert.Equal(report.Note.Trim(), report.Note);
    }

    [Fact]
    public async Task A_minute_s_entries_share_the_buying_power()
    {
        await ScanAsync(new TradingSettings(), cash: 800m);
        Assert.Equal([4, 3], (await Entries()).Select(i => i.Request.Quantity));
    }

    [Fact]
    public async Task A_signal_that_is_lost_in_the_next_minute_stops_the_day()
    {
        var (scan, _) = await ScanAsync(new TradingSettings { Risk = new RiskLimits { MaxOpenPositions = 1 } }, logits: 9);
        low = 50m;
        var report = await scan.RunAsync(Session, Desk.At("10:32"), Cancel);
        Assert.Single(events.Of<ModelDoubted>());
        Assert.Contains(ReasonCode.DoubtedToday, Assert.IsType<ScanResult>(report.Result).RefusalsByReason.Select(r => r.Key));
    }

    [Theory]
    [InlineData("15:54", 3)]
    [InlineData("15:55", 0)]
    public async Task From_the_day_s_exit_on_nothing_is_predicted(string time, int rows)
    {
        var (_, report) = await ScanAsync(new TradingSettings(), time: time);
        Assert.Equal(rows, Assert.IsType<ScanResult>(report.Result).Rows);
    }

    [Fact]
    public async Task At_the_closing_bell_the_close_only_looks_whether_all_is_flat()
    {
        var clock = new FakeClock(Session.Close);
        var exchange = new SimulatedExchange(new WeekdayCalendar(), new ExchangeOptions());
        var report = await new EndOfDayClose(Ports(clock, exchange)).RunAsync(Session, Session.Close, Cancel);
        Assert.Equal("Flat after the close.", report.Note);
        Assert.Equal(new CloseResult(0, 0, 0), report.Result);
    }

    [Fact]
    public async Task A_feed_that_fails_is_the_minute_s_error_and_what_stops_the_program_is_not()
    {
        failure = new MarketDataException("The feed is down.");
        var (scan, report) = await ScanAsync(new TradingSettings());
        Assert.Equal("The feed is down.", report.Error);

        failure = new OperationCanceledException();
        await Assert.ThrowsAsync<OperationCanceledException>(() => scan.RunAsync(Session, Desk.At("10:32"), Cancel));
        failure = new InsufficientMemoryException();
        await Assert.ThrowsAsync<InsufficientMemoryException>(() => scan.RunAsync(Session, Desk.At("10:32"), Cancel));
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_is_told_and_stops_no_prediction()
    {
        isBrokerSilent = true;
        var (scan, report) = await ScanAsync(new TradingSettings());
        Assert.Equal((3, 0), (((ScanResult)report.Result).Predictions, ((ScanResult)report.Result).Entries));
        Assert.StartsWith("No entry is made: the broker could not be reconciled", report.Error, StringComparison.Ordinal);

        failure = new MarketDataException("The feed is down.");
        var both = await scan.RunAsync(Session, Desk.At("10:32"), Cancel);
        Assert.Equal($"{report.Error} The feed is down.", both.Error);
    }

    [Fact]
    public async Task A_minute_without_a_model_predicts_nothing_and_says_why()
    {
        hasModel = false;
        var (_, report) = await ScanAsync(new TradingSettings());
        Assert.Equal((3, 0), (((ScanResult)report.Result).Rows, ((ScanResult)report.Result).Predictions));
        Assert.Null(report.Error);
        Assert.NotEqual("", report.Note);
    }

    [Fact]
    public async Task A_single_signal_that_just_reaches_the_threshold_is_told()
    {
        await ScanAsync(new TradingSettings());
        var best = (await journal.GetPredictionsAsync(Desk.Monday, null, Cancel)).MaxBy(p => p.Probability)!;
        (journal, events) = (new(), new());
        await ScanAsync(new TradingSettings { Risk = new RiskLimits { MinConfidence = best.Probability } });
        Assert.Equal(best.Symbol, Assert.Single(Assert.Single(events.Of<SignalsDecided>()).Signals).Symbol);
    }

    [Fact]
    public async Task A_symbol_whose_entry_was_refused_two_minutes_ago_rests_and_the_others_are_entered()
    {
        await journal.TryAddIntentAsync(Storage.Rows.AnIntent(Desk.Monday, "A", 59, IntentStatus.Rejected), Cancel);
        await ScanAsync(new TradingSettings());
        Assert.Equal(
            ["A RestsAfterRefusal", "B Entered", "C Entered"],
            (await journal.GetPredictionsAsync(Desk.Monday, null, Cancel)).Select(p => $"{p.Symbol} {p.Reason}"));
    }

    private async Task<IReadOnlyList<OrderIntent>> Entries() =>
        [.. (await journal.GetIntentsAsync(Desk.Monday, Cancel)).Where(i => i.Status == IntentStatus.Working)
            .OrderByDescending(i => i.Request.Quantity)];

    private TradingPorts Ports(IClock clock, SimulatedExchange exchange) => new(
        clock, new WeekdayCalendar(), new Feed(this),
        new WatchedBroker(new SimulatedBroker(exchange, clock), [], () => isBrokerSilent
            ? throw new BrokerUnavailableException("No answer.") : Task.CompletedTask),
        journal, new InMemoryModelRegistry(), new InMemoryBarArchive())
    {
        Events = events,
    };

    private async Task<(MinuteScan Scan, JobReport Report)> ScanAsync(
        TradingSettings settings, double logits = 5, decimal cash = 100_000m, string time = "10:31")
    {
        settings = settings with
        {
            Symbols = [.. moves.Keys],
            Learning = settings.Learning.Promotion == Promotion.Proven ? settings.Learning
                : new LearningSettings { Promotion = Promotion.Always },
        };
        var clock = new FakeClock(Desk.At(time));
        var exchange = new SimulatedExchange(new WeekdayCalendar(), new ExchangeOptions { StartingCash = cash });
        var start = Desk.At(time) - Bar.Length;
        exchange.AdvanceMinute(start, [.. moves.Keys.Select(s => (s, new Bar(start, 100m, 100m, 100m, 100m, 1_000)))]);
        var ports = Ports(clock, exchange);
        await ports.Models.SaveAsync(
            HandMadeModel.Of("m1", Desk.Monday.PlusDays(-3), logits, trust: logits == 0 ? 0 : 0.7), Cancel);
        var (_, etag) = await ports.Models.GetCurrentAsync(Cancel);
        if (hasModel) await ports.Models.TrySetCurrentAsync(new CurrentModel(null, "m1", "Newest.", Session.Open), etag, Cancel);
        var scan = new MinuteScan(ports, settings, new ModelInUse(ports.Models, settings, TradingMode.Paper, clock));
        return (scan, await scan.RunAsync(Session, Desk.At(time), Cancel));
    }

    private sealed class Feed(ScanDecisionTests day) : IMarketData
    {
        public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
            IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel) => day.failure is { } failure
            ? throw failure
            : Task.FromResult<IReadOnlyList<BarSeries>>([.. symbols.Select(s => new BarSeries(s, [.. Bars(s, from, to)]))]);

        public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
            IReadOnlyList<string> symbols, CancellationToken cancel) => throw new NotSupportedException();

        private IEnumerable<Bar> Bars(string symbol, Instant from, Instant to)
        {
            for (var start = from; start < to; start += Bar.Length)
            {
                var price = 100m + (Session.MinuteOf(start) % 2 * day.moves[symbol]);
                var lowest = start >= Desk.At("10:31") ? Math.Min(day.low, price) : Math.Min(99m, price);
                yield return new Bar(start, price, price, lowest, price, 1_000);
            }
        }
    }
}
