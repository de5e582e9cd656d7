using System.Text.Json;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.AzureStorage.Sweeps;
using Trading.Adapters.StorageFormats;
using Trading.Cli.Output;
using Trading.Core.Evaluation;
using Trading.Core.Evaluation.Sweeps;
using Trading.Core.Learning;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Tests.Adapters.AzureStorage;
using Trading.Tests.Core.Evaluation;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Functions;

/// <summary>Sweeps over Azurite and the trigger classes.</summary>
public sealed class SweepTests(Azurite azurite)
{
    // Eight nights can be forecast.
    private const int Archived = ModelTrainer.FewestSessions + 8;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sixty_four_slices_give_the_local_bytes_with_workers_killed_and_every_message_delivered_twice()
    {
        var storage = await azurite.FreshOrSkipAsync();
        var (account, bars) = (await StoredAsync(storage), await SmallEvaluation.ArchiveAsync(Archived));
        var here = new InMemoryForecastRecord();
        var there = new AzureForecastRecord(account);
        var orders = await OrdersAsync(bars, 8);
        await SweepOf(bars, here, new SweepOptions()).FillAsync(orders, null, Cancel);

        var looks = new SweepLooks();
        var sweep = SweepOf(new AzureBarArchive(account), there, Spread(account, looks));
        var host = new SlicesHost(storage, 20251130);
        Assert.Equal(64, (await sweep.PlanAsync(orders, Cancel)).Slices.Count);
        Assert.Empty(await ServedAsync(host, () => sweep.FillAsync(orders, null, Cancel)));

        Assert.True(host.Killed > 20, $"{host.Killed} of {host.Deliveries} deliveries were killed.");
        foreach (var order in orders)
        {
            foreach (var session in order.Archived.Skip(ModelTrainer.FewestSessions))
            {
                Assert.Equal(
                    await ParquetRecord.WriteAsync((await here.ReadAsync(order.Recipe.Id, session, Cancel))!, Cancel),
                    await ParquetRecord.WriteAsync((await there.ReadAsync(order.Recipe.Id, session, Cancel))!, Cancel));
            }
        }
        Assert.Equal((64, 64), (sweep.Figures!.Slices, sweep.Figures.Sessions));
        Assert.Equal(sweep.Figures.Seconds * 2, sweep.Figures.GigabyteSeconds, 9);
        Assert.True(looks.All.Zip(looks.All.Skip(1)).All(pair => pair.First.Done <= pair.Second.Done));
        Assert.Equal((64, 64), (looks.All[^1].Done, looks.All[^1].Total));
    }

    [Fact]
    public async Task An_evaluation_on_azure_is_the_local_one()
    {
        var storage = await azurite.FreshOrSkipAsync();
        var account = await StoredAsync(storage);
        var local = await EvaluateAsync(
            await SmallEvaluation.ArchiveAsync(Archived), new InMemoryForecastRecord(), new SweepOptions());

        var report = await ServedAsync(new SlicesHost(storage, 1), () => EvaluateAsync(
            new AzureBarArchive(account), new AzureForecastRecord(account), Spread(account, null)));

        Assert.Equal(Text(local), Text(report));
        Assert.Equal((8, 0), (report.Sweep!.Slices, report.Timings.SessionsBuilt));
        Assert.Null(local.Sweep);
    }

    [Fact]
    public async Task What_always_fails_is_set_aside_and_named_and_the_rest_is_done()
    {
        var storage = await azurite.FreshOrSkipAsync();
        var account = await StoredAsync(storage);
        var archive = new AzureBarArchive(account);
        var orders = await OrdersAsync(archive, 1);
        var sessions = orders[0].Archived;
        var spoiled = new SpoiledArchive(archive, account, sessions[^1]);
        var sweep = SweepOf(spoiled, new AzureForecastRecord(account), Spread(account, null));

        var failures = await ServedAsync(
            new SlicesHost(storage, 2) { KillChance = 0, Deadly = new HashSet<int> { 1 } },
            () => sweep.FillAsync(orders, null, Cancel));

        Assert.Equal([sessions[^7], sessions[^1]], failures.Select(failure => failure.First));
        Assert.All(failures, failure => Assert.Equal(orders[0].Recipe.Id, failure.Recipe));
        Assert.Contains("died 5 times", failures[0].Error, StringComparison.Ordinal);
        Assert.Contains("not those of the plan", failures[1].Error, StringComparison.Ordinal);
        Assert.Equal(6, sweep.Figures!.Slices);
        // Asked for again it tries what was set aside, and that alone.
        Assert.Equal(2, (await SweepOf(archive, new AzureForecastRecord(account), Spread(account, null))
            .PlanAsync(orders, Cancel)).Slices.Count);
    }

    [Fact]
    public async Task A_cancelled_sweep_skips_what_has_not_begun_and_another_goes_on_there()
    {
        var storage = await azurite.FreshOrSkipAsync();
        var account = await StoredAsync(storage);
        var archive = new AzureBarArchive(account);
        var orders = await OrdersAsync(archive, 1);
        var record = new AzureForecastRecord(account);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await stop.CancelAsync();
        var sweeper = new AzureSweeper(account, Pause, null);
        var plan = await SweepOf(archive, record, Spread(account, null)).PlanAsync(orders, Cancel);
        var id = await new SweepBlobs(account).AddAsync(plan, Cancel);
        var worker = new SweepWorker(account, 2048);

        Assert.Equal(SliceEnd.Done, (await worker.RunAsync(new SliceMessage(id, 3).Write(), Cancel)).End);
        Assert.Equal(SliceEnd.Repeated, (await worker.RunAsync(new SliceMessage(id, 3).Write(), Cancel)).End);
        await new SweepBlobs(account).CancelAsync(id, Cancel);
        Assert.Equal(SliceEnd.Cancelled, (await worker.RunAsync(new SliceMessage(id, 4).Write(), Cancel)).End);

        Assert.Equal(7, (await SweepOf(archive, record, Spread(account, null)).PlanAsync(orders, Cancel)).Slices.Count);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sweeper.RunAsync(plan, stop.Token));
    }

    [Fact]
    public async Task Who_stops_watching_cancels_the_sweep()
    {
        var storage = await azurite.FreshOrSkipAsync();
        var account = await StoredAsync(storage);
        var orders = await OrdersAsync(new AzureBarArchive(account), 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var looks = new SweepLooks { Then = () => stop.Cancel() };
        var sweep = SweepOf(new AzureBarArchive(account), new AzureForecastRecord(account), Spread(account, looks));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sweep.FillAsync(orders, null, stop.Token));

        var message = (await account.Queue(SweepWorker.Queue).ReceiveMessageAsync(cancellationToken: Cancel)).Value;
        var ended = await new SweepWorker(account, 2048).RunAsync(message.Body.ToString(), Cancel);
        Assert.Equal(SliceEnd.Cancelled, ended.End);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("hello")]
    [InlineData("""{"sweep":"../bars","number":0}""")]
    [InlineData("""{"sweep":"20251115T120000-0123456789ab","number":-1}""")]
    [InlineData("""{"sweep":"20251115T120000-0123456789ab","number":0}""")]
    public async Task A_message_of_no_sweep_is_dropped(string message)
    {
        var worker = new SweepWorker(new AzureStorageAccount(await azurite.FreshOrSkipAsync()), 2048);

        Assert.Equal(SliceEnd.Foreign, (await worker.RunAsync(message, Cancel)).End);
    }

    [Fact]
    public async Task A_damaged_plan_sets_its_slice_aside()
    {
        var account = new AzureStorageAccount(await azurite.FreshOrSkipAsync());
        var slice = new SliceMessage("20251115T120000-0123456789ab", 0);
        await account.Blobs("sweeps").WriteAsync($"{slice.Sweep}/plan.json", "{ \"recipes\": 1 }"u8.ToArray(), Cancel);

        Assert.Equal(SliceEnd.SetAside, (await new SweepWorker(account, 2048).RunAsync(slice.Write(), Cancel)).End);
        Assert.Contains("damaged", await new SweepBlobs(account).AsideAsync(slice, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipe_that_another_version_reads_otherwise_is_refused()
    {
        var bars = await SmallEvaluation.ArchiveAsync(Archived);
        var plan = await SweepOf(bars, new InMemoryForecastRecord(), new SweepOptions { Nights = 1 })
            .PlanAsync(await OrdersAsync(bars, 1), Cancel);
        var other = plan with { Recipes = [plan.Recipes[0] with { Id = "0123456789ab" }] };
        var runner = new SliceRunner(
            bars, SmallMarket.Calendar, new InMemoryForecastRecord(), new InMemoryModelCache(), 1);

        var refused = await Assert.ThrowsAsync<SliceRefusedException>(
            () => runner.RunAsync(other, other.Slices[0], null, Cancel));
        Assert.Contains("another version", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_read_as_it_was_written()
    {
        var account = new AzureStorageAccount(await azurite.FreshOrSkipAsync());
        var bars = await SmallEvaluation.ArchiveAsync(Archived);
        var plan = await SweepOf(bars, new InMemoryForecastRecord(), new SweepOptions { Nights = 3 })
            .PlanAsync(await OrdersAsync(bars, 2), Cancel);
        var blobs = new SweepBlobs(account);

        var read = (await blobs.FindPlanAsync(await blobs.AddAsync(plan, Cancel), Cancel))!;

        Assert.Equal([3, 3, 2, 3, 3, 2], read.Slices.Select(slice => slice.Sessions.Count));
        Assert.All(read.Recipes, recipe => Assert.Equal(recipe.Id, recipe.Recipe.Id));
        Assert.Equal(JsonSerializer.Serialize(plan, StorageJson.Options), JsonSerializer.Serialize(read, StorageJson.Options));
    }

    private static async Task<AzureStorageAccount> StoredAsync(AzureStorageOptions storage)
    {
        var account = new AzureStorageAccount(storage);
        var (bars, archive) = (await SmallEvaluation.ArchiveAsync(Archived), new AzureBarArchive(account));
        foreach (var session in await bars.GetSessionsAsync(Cancel))
            await archive.WriteAsync(session, await bars.ReadAsync(session, Cancel), Cancel);
        return account;
    }

    // Small trees, and each recipe other ones.
    private static TradingSettings SettingsOf(int recipe) => SmallMarket.Settings with
    {
        Symbols = ["FAKEA", "FAKEB"],
        Learning = SmallMarket.Settings.Learning with { Trees = 5 + recipe, Leaves = 4 },
    };

    private static async Task<IReadOnlyList<RecordOrder>> OrdersAsync(IBarArchive bars, int recipes)
    {
        var archived = await bars.GetSessionsAsync(Cancel);
        return [.. Enumerable.Range(0, recipes).Select(n => new RecordOrder(SettingsOf(n).Recipe, archived, archived[0]))];
    }

    private static RecordSweep SweepOf(IBarArchive bars, IForecastRecord record, SweepOptions options) =>
        new(bars, SmallMarket.Calendar, record, new InMemoryModelCache(), options, 2, SmallEvaluation.Now);

    private static SweepOptions Spread(AzureStorageAccount account, IProgress<SweepProgress>? progress) =>
        new() { Sweeper = new AzureSweeper(account, Pause, progress), Nights = 1 };

    private static Task<EvaluationReport> EvaluateAsync(IBarArchive bars, IForecastRecord record, SweepOptions options) =>
        new RecipeEvaluator(
            new EvaluationPorts(bars, SmallMarket.Calendar, record, new InMemoryModelCache(), new InMemoryTrialLog())
            {
                Sweep = options,
            },
            SettingsOf(0), 2).EvaluateAsync(null, null, SmallEvaluation.Now, null, Cancel);

    private static string Text(EvaluationReport report) => JsonSerializer.Serialize(
        report with { Timings = new EvaluationTimings(0, 0, 0, 0, 0), Sweep = null }, StorageJson.Options);

    private static async Task<T> ServedAsync<T>(SlicesHost host, Func<Task<T>> work)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var serving = host.RunAsync(stop.Token);
        var working = work();
        if (await Task.WhenAny(serving, working) == serving) await serving;
        var result = await working;
        await stop.CancelAsync();
        await serving;
        return result;
    }
}
