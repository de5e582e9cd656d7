using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;
using Trading.Simulation.Backtest;
using Trading.Simulation.Exchange;
using Trading.Simulation.Markets;

namespace Trading.Tests.Simulation.Backtest;

public sealed class BacktesterTests
{
    [Fact]
    public async Task A_planted_edge_is_found_traded_within_all_limits_and_closed_every_day()
    {
        var (result, stores) = await SmallMarket.Plain.Value;
        var summary = result.Summary;
        Assert.Empty(summary.Violations);
        Assert.True(summary.FlatAtEveryClose);
        Assert.Equal(3, summary.Sessions);
        Assert.True(summary.Trades >= 10, $"{summary.Trades} trades");
        Assert.Equal(summary.NetPnl, result.Trades.Sum(t => t.Pnl!.Value));
        Assert.True(summary.Accuracy.All > summary.Accuracy.MajorityClass);
        Assert.InRange(summary.Accuracy.All!.Value, 0.5, summary.Accuracy.Bayes!.Value + 0.02);
        Assert.Empty(await stores.Journal.GetOpenIntentsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_same_backtest_twice_gives_the_same_rows()
    {
        var first = await SmallMarket.Plain.Value;
        // A cache of its own: what is trained twice must be the same, too.
        var second = await SmallMarket.RunAsync(SmallMarket.Tape(), cache: new InMemoryModelCache());
        Assert.Equal(first.Result.Trades, second.Result.Trades);
        Assert.Equal(first.Result.Models.Select(m => m.Id), second.Result.Models.Select(m => m.Id));
        foreach (var session in SmallMarket.Calendar.SessionsBetween(SmallMarket.From, SmallMarket.To))
            Assert.Equal(await PredictionsAsync(first.Stores, session.Date), await PredictionsAsync(second.Stores, session.Date));
    }

    [Fact]
    public async Task The_same_days_inside_a_longer_range_give_the_same_trades()
    {
        var alone = await SmallMarket.RunAsync(SmallMarket.Tape(), SmallMarket.From.PlusDays(1), SmallMarket.From.PlusDays(2));
        var inside = await SmallMarket.RunAsync(SmallMarket.Tape(), SmallMarket.From, SmallMarket.From.PlusDays(4));
        Assert.NotEmpty(alone.Result.Trades);
        Assert.Equal(
            alone.Result.Trades,
            inside.Result.Trades.Where(
                t => t.Session >= SmallMarket.From.PlusDays(1) && t.Session <= SmallMarket.From.PlusDays(2)));
    }

    [Fact]
    public async Task A_truncated_future_changes_no_decision_before_the_cut()
    {
        var cutDay = SmallMarket.From.PlusDays(1);
        var cut = ExchangeTime.At(cutDay, new LocalTime(12, 0));
        var whole = await SmallMarket.Plain.Value;
        var truncated = await SmallMarket.RunAsync(new TruncatedTape(SmallMarket.Tape(), cut));
        Assert.Equal(
            await PredictionsAsync(whole.Stores, SmallMarket.From), await PredictionsAsync(truncated.Stores, SmallMarket.From));
        var before = (await DecisionsAsync(whole.Stores, cutDay)).Where(p => p.Minute <= cut).ToList();
        Assert.NotEmpty(before);
        Assert.Equal(before, (await DecisionsAsync(truncated.Stores, cutDay)).Where(p => p.Minute <= cut));
        Assert.Equal(
            (await IntentsAsync(whole.Stores, cutDay)).Where(i => i.DecidedAt <= cut)
                .Select(i => (i.Request, i.Probability)),
            (await IntentsAsync(truncated.Stores, cutDay)).Where(i => i.DecidedAt <= cut)
                .Select(i => (i.Request, i.Probability)));
    }

    [Fact]
    public async Task Without_a_promoted_model_nothing_is_traded_and_the_summary_says_why()
    {
        var settings = SmallMarket.Settings with
        {
            Learning = SmallMarket.Settings.Learning with { Promotion = Promotion.Proven },
        };
        var (result, stores) = await SmallMarket.RunAsync(
            SmallMarket.Tape(SyntheticMarketKind.Noise, seed: 3), settings: settings);
        Assert.Equal(0, result.Summary.ModelsPromoted);
        Assert.Equal((0, 0m), (result.Summary.Trades, result.Summary.NetPnl));
        Assert.Contains("is unproven, so nothing is traded. Not proven.", result.Summary.Model, StringComparison.Ordinal);
        Assert.True(result.Summary.Predictions > 0);
        Assert.DoesNotContain(await PredictionsAsync(stores, SmallMarket.From), p => p.Reason == ReasonCode.Entered);
    }

    [Fact]
    public async Task With_Promotion_Always_the_newest_model_trades_and_is_called_unproven()
    {
        var settings = SmallMarket.Settings with
        {
            Learning = SmallMarket.Settings.Learning with { Promotion = Promotion.Always },
            Risk = new RiskLimits { MinConfidence = 0.5 },
        };
        var (result, _) = await SmallMarket.RunAsync(SmallMarket.Tape(SyntheticMarketKind.Turning, seed: 3), settings: settings);
        Assert.Contains("UNPROVEN", result.Summary.Model, StringComparison.Ordinal);
        Assert.Empty(result.Summary.Violations);
    }

    [Fact]
    public async Task What_the_label_foretold_is_what_the_trade_brought()
    {
        var (result, stores) = await SmallMarket.Plain.Value;
        var labels = new Dictionary<ClientOrderId, bool>();
        foreach (var session in SmallMarket.Calendar.SessionsBetween(SmallMarket.From, SmallMarket.To))
        {
            foreach (var p in (await PredictionsAsync(stores, session.Date)).Where(p => p.Reason == ReasonCode.Entered))
                labels[ClientOrderId.Entry(p.Session, p.Minute, p.Symbol)] = p.Profit!.Value;
        }
        Assert.NotEmpty(result.Trades);
        Assert.All(result.Trades, t => Assert.Equal(labels[t.EntryId], t.Pnl > 0));
    }

    [Fact]
    public async Task Two_instances_that_tick_every_minute_trade_as_one()
    {
        var (one, _) = await SmallMarket.Plain.Value;
        var (two, _) = await SmallMarket.RunAsync(
            SmallMarket.Tape(), options: new BacktestOptions { Run = "two", Instances = 2 });
        Assert.Empty(two.Summary.Violations);
        Assert.Equal(one.Trades, two.Trades);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_the_broker_does_no_order_is_lost_doubled_or_left_naked(int seed)
    {
        var options =
            new BacktestOptions
            {
                Run = "faults",
                Between = broker =>
            new FaultyBroker(broker, FaultPlan.Random((ulong)seed, 0.05))
            };
        var (result, stores) = await SmallMarket.RunAsync(
            SmallMarket.Tape(), SmallMarket.From, SmallMarket.From, options: options);
        var breaches = result.Summary.Violations.Where(v => !v.StartsWith("job failed", StringComparison.Ordinal));
        Assert.True(!breaches.Any(), $"seed {seed}: {string.Join("; ", breaches)}");
        Assert.True(result.Summary.Trades > 0, $"seed {seed}: nothing was traded");
        Assert.Equal(result.Summary.NetPnl, result.Trades.Where(t => t.Pnl is not null).Sum(t => t.Pnl!.Value));
        // An entry whose outcome is unknown, and that is not at the broker, may still arrive until the day is over.
        Assert.All(
            await stores.Journal.GetOpenIntentsAsync(TestContext.Current.CancellationToken),
            i => Assert.Equal((OrderPurpose.Entry, IntentStatus.Unknown), (i.Purpose, i.Status)));
    }

    [Fact]
    public async Task A_range_without_sessions_names_what_the_recording_has()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => SmallMarket.RunAsync(SmallMarket.Tape(), new LocalDate(2030, 1, 1), new LocalDate(2030, 2, 1)));
        Assert.Contains($"{SmallMarket.First:uuuu-MM-dd}", error.Message, StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<PredictionRow>> PredictionsAsync(BacktestStores stores, LocalDate session) =>
        stores.Journal.GetPredictionsAsync(session, null, TestContext.Current.CancellationToken);

    private static Task<IReadOnlyList<OrderIntent>> IntentsAsync(BacktestStores stores, LocalDate session) =>
        stores.Journal.GetIntentsAsync(session, TestContext.Current.CancellationToken);

    /// <summary>Predictions without their outcomes, which lie in the future.</summary>
    private static async Task<IEnumerable<PredictionRow>> DecisionsAsync(BacktestStores stores, LocalDate session) =>
        (await PredictionsAsync(stores, session)).Select(p => p with { Profit = null, NetReturn = null });
}
