using Trading.Core.Learning;
using Trading.Core.Learning.Record;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Core.Training;

/// <summary>A record of two symbols over fourteen sessions, with windows of seven days and small trees.</summary>
public sealed class RecordBuilderTests
{
    private static readonly LocalDate[] Sessions = [.. SmallMarket.Tape().Sessions.Take(14)];

    private static readonly Recipe Recipe = Recipe.Of(
        new LearningSettings
        {
            ModelType = ModelType.LightGbm,
            TrainingDays = 7,
            Parameters = new TrainerParameters { Trees = 5, Leaves = 4, MinutesBetweenRows = 10 },
        },
        SmallMarket.Settings.Plan, ["FAKEA", "FAKEB"]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_session_is_forecast_from_the_sixth_on()
    {
        var built = await BuildAsync(await ArchiveAsync(), new InMemoryForecastRecord());
        Assert.Equal(Sessions[ModelTrainer.FewestSessions..], built.Select(s => s.Session));
        Assert.All(built, s => Assert.Equal(["FAKEA", "FAKEB"], s.Symbols));
        Assert.All(built, s => Assert.Equal(
            s.Rows.OrderBy(r => r.Minute).ThenBy(r => r.Symbol), s.Rows));
    }

    [Fact]
    public async Task The_number_of_threads_changes_nothing()
    {
        var archive = await ArchiveAsync();
        Same(
            await BuildAsync(archive, new InMemoryForecastRecord(), threads: 1),
            await BuildAsync(archive, new InMemoryForecastRecord(), threads: 4));
    }

    [Fact]
    public async Task A_build_that_was_stopped_goes_on_where_it_stopped_and_ends_alike()
    {
        var (archive, record, cache) = (await ArchiveAsync(), new InMemoryForecastRecord(), new CountingCache());
        using var stop = new CancellationTokenSource();
        var progress = new Steps(step =>
        {
            if (step.Done == 3) stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Builder(archive, record, cache, threads: 1)
                .BuildAsync(Sessions, Sessions[0], Sessions[^1], progress, stop.Token));
        Assert.Equal(3, (await record.GetSessionsAsync(Recipe.Id, Cancel)).Count);
        Assert.Equal(3, cache.Trained.Count);

        var whole = await BuildAsync(archive, record, cache);
        Assert.Equal(whole.Count, cache.Trained.Count);
        Same(await BuildAsync(archive, new InMemoryForecastRecord()), whole);
    }

    [Fact]
    public async Task What_is_stored_is_not_built_again()
    {
        var (archive, record) = (await ArchiveAsync(), new InMemoryForecastRecord());
        var built = await BuildAsync(archive, record);
        var cache = new CountingCache();
        Same(built, await BuildAsync(archive, record, cache));
        Assert.Empty(cache.Trained);
    }

    [Fact]
    public async Task A_record_that_grew_night_by_night_is_the_record_built_at_once()
    {
        var (archive, record) = (await ArchiveAsync(), new InMemoryForecastRecord());
        foreach (var last in Sessions) await Builder(archive, record).BuildAsync(Sessions, Sessions[0], last, null, Cancel);
        Same(await BuildAsync(archive, new InMemoryForecastRecord()), await BuildAsync(archive, record));
    }

    /// <summary>A session's bar is in the session's own forecast and in the models whose windows hold it, nowhere else.</summary>
    [Fact]
    public async Task A_changed_bar_rebuilds_exactly_the_sessions_that_it_touches()
    {
        const int changed = 6;
        var (archive, record) = (await ArchiveAsync(), new InMemoryForecastRecord());
        var before = await BuildAsync(archive, record);
        var series = (await archive.ReadAsync(Sessions[changed], Cancel)).ToList();
        Bar[] bars = [.. series[0].Bars];
        bars[100] = bars[100] with { Volume = bars[100].Volume + 1 };
        await archive.WriteAsync(Sessions[changed], [new BarSeries(series[0].Symbol, bars), .. series.Skip(1)], Cancel);

        var after = await BuildAsync(archive, record);
        var touched = before.Zip(after).Where(pair => pair.First.Source != pair.Second.Source).Select(p => p.First.Session);
        var expected = Sessions[ModelTrainer.FewestSessions..].Where(session => session == Sessions[changed]
            || (session > Sessions[changed]
                && Sessions[changed] > SmallMarket.Calendar.SessionBefore(session).Date.PlusDays(-Recipe.TrainingDays)));
        Assert.Equal(expected, touched);
        Assert.True(touched.Count() < before.Count - 1, "the last sessions should not be touched");
        Same(await BuildAsync(archive, new InMemoryForecastRecord()), after);
    }

    [Fact]
    public async Task Symbols_outside_the_recipe_change_nothing()
    {
        var built = await BuildAsync(await ArchiveAsync(), new InMemoryForecastRecord());
        Same(built, await BuildAsync(await ArchiveAsync(others: false), new InMemoryForecastRecord()));
    }

    private static async Task<InMemoryBarArchive> ArchiveAsync(bool others = true)
    {
        var (tape, archive) = (SmallMarket.Tape(), new InMemoryBarArchive());
        foreach (var session in Sessions)
        {
            await archive.WriteAsync(
                session, [.. tape.Read(session).Where(s => others || Recipe.Symbols.Contains(s.Symbol))], Cancel);
        }
        return archive;
    }

    private static Task<IReadOnlyList<OutOfSampleSession>> BuildAsync(
        IBarArchive archive, IForecastRecord record, IModelCache? cache = null, int threads = 2) =>
        Builder(archive, record, cache, threads).BuildAsync(Sessions, Sessions[0], Sessions[^1], null, Cancel);

    private static RecordBuilder Builder(
        IBarArchive archive, IForecastRecord record, IModelCache? cache = null, int threads = 2) => new(
            Recipe, SmallMarket.Calendar, new RowSource(archive, SmallMarket.Calendar, Recipe),
            new NightTrainer(Recipe, cache ?? new InMemoryModelCache()), record, threads);

    private static void Same(IReadOnlyList<OutOfSampleSession> expected, IReadOnlyList<OutOfSampleSession> actual)
    {
        Assert.Equal(expected.Select(s => (s.Session, s.Source)), actual.Select(s => (s.Session, s.Source)));
        foreach (var (one, other) in expected.Zip(actual)) Assert.Equal(one.Rows, other.Rows);
    }

    private sealed class Steps(Action<RecordProgress> told) : IProgress<RecordProgress>
    {
        public void Report(RecordProgress value) => told(value);
    }
}
