using NodaTime.Testing;
using Trading.Cli.Output;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Jobs;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Simulation.Exchange;
using Trading.Tests.Core.Events;
using Trading.Tests.Core.Learning;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Core.Jobs;

/// <summary>The night of Friday, 7 November 2025: one symbol, a window of twelve days, models that need no training.</summary>
public sealed class NightlyRetrainTests
{
    private const string Symbol = "SPY";
    private const string Unlearned =
        "No model was trained: the archive holds 0 of the 10 sessions of the last 12 days, and they must reach back to "
            + "2025-10-27.";

    private static readonly NyseCalendar Calendar = new();
    private static readonly LocalDate Friday = new(2025, 11, 7);
    private static readonly TradingSettings Settings = new()
    {
        Symbols = [Symbol],
        Learning = new LearningSettings { TrainingDays = 12 },
    };

    private readonly InMemoryJournal journal = new();
    private InMemoryBarArchive archive = new();
    private InMemoryForecastRecord record = new();
    private readonly RecordedEvents events = new();
    private IModelRegistry models = new InMemoryModelRegistry();
    private bool isFeedEmpty;
    private TradingSettings settings = Settings;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_night_trains_a_model_from_the_bars_that_it_fetched_and_counts_what_it_did()
    {
        await ArchiveAsync(from: new LocalDate(2025, 10, 27), to: Friday.PlusDays(-2));
        await journal.SavePredictionsAsync(Friday, [APrediction(Friday, Symbol, 60), APrediction(Friday, Symbol, 61)], Cancel);
        await journal.SaveTradeAsync(
            ATrade(Friday, Symbol) with { ExitAt = Minute(Friday, 90), ExitPrice = 101m, ExitReason = ExitReason.TakeProfit },
            Cancel);

        var report = await NightAsync(Friday);

        Assert.Equal(new RetrainResult(2, 2, 1, Trained: 1, Promoted: 0, Retired: 0), report.Result);
        Assert.StartsWith("Not proven.", report.Note, StringComparison.Ordinal);
        Assert.Equal(report.Note.Trim(), report.Note);
        Assert.Equal(Assert.Single(await models.GetCardsAsync(Cancel)).Id, (await models.GetCurrentAsync(Cancel)).Current.Newest);
    }

    [Fact]
    public async Task A_night_without_bars_or_predictions_did_nothing_and_says_why()
    {
        isFeedEmpty = true;
        var report = await NightAsync(Friday);

        Assert.Equal(new RetrainResult(0, 0, 0, 0, 0, 0), report.Result);
        Assert.Equal(Unlearned, report.Note);
    }

    /// <summary>A market that repeats itself every day: its record proves the recipe after some weeks, not after days.</summary>
    [Fact]
    public async Task A_recipe_that_a_long_record_proves_is_promoted_and_retired_when_only_a_short_one_is_left()
    {
        await ArchiveAsync(from: new LocalDate(2025, 8, 25), to: Friday);

        var proven = await NightAsync(Friday);

        Assert.Equal(new RetrainResult(0, 0, 0, Trained: 1, Promoted: 1, Retired: 0), proven.Result);
        Assert.Single(events.Of<ModelPromoted>());
        var (current, _) = await models.GetCurrentAsync(Cancel);
        Assert.Equal(current.Newest, current.Promoted);

        (archive, record) = (new InMemoryBarArchive(), new InMemoryForecastRecord());
        await ArchiveAsync(from: new LocalDate(2025, 10, 27), to: Friday);
        var doubtful = await NightAsync(Friday);

        Assert.Equal(new RetrainResult(0, 0, 0, Trained: 1, Promoted: 0, Retired: 1), doubtful.Result);
        Assert.Null((await models.GetCurrentAsync(Cancel)).Current.Promoted);
    }

    [Theory]
    // The archive ends five sessions before Friday, and six.
    [InlineData(31, true)]
    [InlineData(30, false)]
    public async Task A_night_whose_archive_ends_long_before_promotes_nothing_and_says_so(int octoberEnd, bool isPromoted)
    {
        isFeedEmpty = true;
        settings = Settings with { Learning = new LearningSettings { TrainingDays = 40 } };
        await ArchiveAsync(from: new LocalDate(2025, 8, 18), to: new LocalDate(2025, 10, octoberEnd));

        var report = await NightAsync(Friday);

        Assert.Equal(new RetrainResult(0, 0, 0, Trained: 1, Promoted: isPromoted ? 1 : 0, Retired: 0), report.Result);
        var (current, _) = await models.GetCurrentAsync(Cancel);
        Assert.Equal(isPromoted ? current.Newest : null, current.Promoted);
        Assert.Equal(
            isPromoted ? null : new OldBars(current.Newest!, new LocalDate(2025, 10, octoberEnd), 6), current.OldBars);
        Assert.Equal(!isPromoted, report.Note.Contains("2025-10-30, 6 sessions behind the exchange", StringComparison.Ordinal));
        Assert.Single(await models.GetCardsAsync(Cancel));
    }

    [Fact]
    public async Task A_model_in_use_keeps_its_place_over_one_from_old_bars()
    {
        isFeedEmpty = true;
        settings = Settings with { Learning = new LearningSettings { TrainingDays = 40 } };
        await ArchiveAsync(from: new LocalDate(2025, 9, 2), to: new LocalDate(2025, 10, 30));
        var (_, etag) = await models.GetCurrentAsync(Cancel);
        var champion = new CurrentModel("m1", "m1", "Proven.", Minute(Friday, 0));
        await models.TrySetCurrentAsync(champion, etag, Cancel);

        await NightAsync(Friday);

        Assert.Equal(champion, (await models.GetCurrentAsync(Cancel)).Current);
        Assert.Empty(events.Of<ModelRetired>());
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, true)]
    public async Task Old_models_are_deleted_on_Fridays_alone(int days, bool stays)
    {
        isFeedEmpty = true;
        for (var i = 0; i <= 30; i++) await models.SaveAsync(AModel($"m{i}", trainedMinutes: (i - 400) * 24 * 60), Cancel);
        var (_, etag) = await models.GetCurrentAsync(Cancel);
        await models.TrySetCurrentAsync(new CurrentModel(null, "m30", "Newest.", Minute(Monday, 0)), etag, Cancel);

        await NightAsync(Friday.PlusDays(days));

        Assert.Equal(stays, (await models.GetCardsAsync(Cancel)).Any(card => card.Id == "m0"));
    }

    [Fact]
    public async Task A_night_whose_old_models_cannot_be_listed_is_done_and_says_so()
    {
        isFeedEmpty = true;
        models = new UnreadableModels();
        var report = await NightAsync(Friday);
        Assert.Equal($"{Unlearned} Old models were not deleted: The models cannot be read.", report.Note);
    }

    private async Task ArchiveAsync(LocalDate from, LocalDate to)
    {
        foreach (var session in Calendar.SessionsBetween(from, to))
            await archive.WriteAsync(session.Date, [Swing(Symbol, session.Open, session.Close)], Cancel);
    }

    private async Task<JobReport> NightAsync(LocalDate date)
    {
        var session = Calendar.SessionOn(date)!;
        var clock = new FakeClock(session.Close + Duration.FromHours(1));
        var broker = new SimulatedBroker(new SimulatedExchange(Calendar, new ExchangeOptions()), clock);
        var ports = new TradingPorts(clock, Calendar, new Feed(this), broker, journal, models, archive)
        {
            Events = events,
            Record = record,
            ModelCache = new OneModel(),
        };
        return await new NightlyRetrain(ports, settings).RunAsync(session, clock.GetCurrentInstant(), Cancel);
    }

    /// <summary>Prices that swing by one percent around 100 dollars, so that some trades pay and some do not.</summary>
    private static BarSeries Swing(string symbol, Instant from, Instant to) => new(symbol,
        [.. Enumerable.Range(0, (int)(to - from).TotalMinutes).Select(minute =>
        {
            var price = 100m + Math.Round((decimal)Math.Sin(minute / 30.0), 2);
            return new Bar(from + Duration.FromMinutes(minute), price, price, price, price, 1_000);
        })]);

    private sealed class Feed(NightlyRetrainTests night) : IMarketData
    {
        public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
            IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<BarSeries>>(night.isFeedEmpty ? [] :
            [
                .. Calendar.SessionsBetween(from.InNewYork().Date, to.InNewYork().Date)
                    .SelectMany(session => symbols.Select(symbol => Swing(symbol, session.Open, session.Close))),
            ]);

        public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
            IReadOnlyList<string> symbols, CancellationToken cancel) => throw new NotSupportedException();
    }

    private sealed class OneModel : IModelCache
    {
        private static readonly ReadOnlyMemory<byte> Model = HandMadeModel.Of("m", Friday, settings: Settings).Model;

        public ReadOnlyMemory<byte>? Get(string key) => Model;

        public void Put(string key, ReadOnlyMemory<byte> model) => throw new NotSupportedException();
    }

    private sealed class UnreadableModels : IModelRegistry
    {
        public Task SaveAsync(ModelArtifact artifact, CancellationToken cancel) => throw Unreadable();

        public Task<ModelArtifact> LoadAsync(string id, CancellationToken cancel) => throw Unreadable();

        public Task DeleteAsync(string id, CancellationToken cancel) => throw Unreadable();

        public Task<IReadOnlyList<ModelCard>> GetCardsAsync(CancellationToken cancel) => throw Unreadable();

        public Task<CurrentModelVersion> GetCurrentAsync(CancellationToken cancel) => throw Unreadable();

        public Task<bool> TrySetCurrentAsync(CurrentModel current, string etag, CancellationToken cancel) => throw Unreadable();

        private static StorageException Unreadable() => new("The models cannot be read.");
    }
}
