using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Status;
using Trading.Core.Storage;
using Trading.Tests.Adapters.AzureStorage;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Functions;

/// <summary>
/// What can happen to the app's process, its host and its storage account in mid-tick. Each time the journal's trades are the
/// exchange's in the evening, to the cent, nothing is naked beyond the next scan, and the alert that docs/operations.md names
/// tells it, and no other.
/// </summary>
public sealed class HostFaultsTests(Azurite azurite)
{
    private const int Fault = 2;
    private static readonly int[] AfterTheBell = [0, 1, 2, 3, 4, 8];
    private static Task<IReadOnlyDictionary<(Instant At, JobKind Job), int>>? counted;

    private static Instant Close => TradedStretch.Day.Close;

    [Fact]
    public void The_table_names_alerts_that_there_are_for_each_of_these_events()
    {
        // The alert of sweeps tells nothing of trading.
        Assert.Equal(ToldTable.Deployed.Where(name => name != "sweep-aside").Order(StringComparer.Ordinal), AlertWatch.Names);
        Assert.Equal(
            new[]
            {
                (ToldTable.WorkerDies, "job-failed"), (ToldTable.StaysDown, "no-heartbeat"),
                (ToldTable.StoppedForMoments, ""), (ToldTable.StorageGone, "job-failed"),
            }.Order(),
            ToldTable.Alerts.Select(row => (row.Key, string.Join(' ', row.Value))).Order());
    }

    [Fact]
    public async Task On_a_day_without_a_fault_no_alert_tells_anything() => Assert.NotEmpty(await RequestsAsync());

    // A process that dies after a request was carried out, and before its answer, is one that dies before its next request.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task A_worker_that_dies_in_any_eighth_of_a_scan(int eighth)
    {
        var (at, passing) = await PlaceAsync(Fault, JobKind.MinuteScan, eighth);
        await WithAsync(ToldTable.WorkerDies, Fault, stretch => stretch.KillAsync(at, JobKind.MinuteScan, passing));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task A_worker_that_dies_while_it_sells_at_the_close(int eighth)
    {
        var minutes = await TradedStretch.MinutesAsync();
        var exit = minutes.Count - 5;
        var (at, passing) = await PlaceAsync(exit, JobKind.EndOfDayClose, eighth);
        await WithAsync(ToldTable.WorkerDies, exit, async stretch =>
        {
            await stretch.TickAsync(at, JobKind.MinuteScan);
            Assert.NotEmpty(stretch.Exchange.Exchange.Positions);
            await stretch.KillAsync(at, JobKind.EndOfDayClose, passing);
        });
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, true)]
    [InlineData(6, false)]
    [InlineData(7, true)]
    public async Task A_host_that_is_stopped_gracefully_in_mid_scan_and_starts_again(int eighth, bool isCarriedOut)
    {
        var (at, passing) = await PlaceAsync(Fault, JobKind.MinuteScan, eighth);
        await WithAsync(ToldTable.StoppedForMoments, Fault, async stretch =>
        {
            await stretch.StopAsync(at, JobKind.MinuteScan, passing, isCarriedOut);
            await stretch.RestartAsync();
        });
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(4, false)]
    [InlineData(6, true)]
    [InlineData(7, true)]
    public async Task A_host_that_is_stopped_hard_in_mid_scan_and_starts_again(int eighth, bool isCarriedOut)
    {
        var (at, passing) = await PlaceAsync(Fault, JobKind.MinuteScan, eighth);
        await WithAsync(ToldTable.StoppedForMoments, Fault, async stretch =>
        {
            await stretch.StopHardAsync(at, JobKind.MinuteScan, passing, isCarriedOut);
            await stretch.RestartAsync();
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_host_that_is_stopped_in_mid_scan_and_stays_down(bool isHard)
    {
        var (at, passing) = await PlaceAsync(Fault, JobKind.MinuteScan, 6);
        using var watch = Watch();
        await using var stretch = await TradedStretch.StartAsync(watch, await azurite.FreshOrSkipAsync());
        var minutes = await TradedStretch.MinutesAsync();
        await stretch.TickAsync(minutes.Take(Fault));
        if (isHard) await stretch.StopHardAsync(at, JobKind.MinuteScan, passing, isCarriedOut: true);
        else await stretch.StopAsync(at, JobKind.MinuteScan, passing, isCarriedOut: true);

        Assert.Empty(watch.Look(at + Duration.FromMinutes(5)));
        Assert.Equal(["no-heartbeat"], watch.Look(at + Duration.FromMinutes(15)).Keys);
        var back = at + Duration.FromMinutes(17);
        stretch.Exchange.MoveTo(back);
        await stretch.RestartAsync();
        var report = await stretch.Host.Status.ReadAsync(TestContext.Current.CancellationToken);
        Assert.Contains(AlarmKind.NotScanned, Alarms.Of(report).Select(alarm => alarm.Kind));
        await stretch.TickAsync(back);
        Assert.Empty(watch.Look(back));
        await EndAsync(watch, stretch, minutes.Skip(Fault + 3), ToldTable.StaysDown);
    }

    // Minutes from the first one, whose entry is held, or from the bell.
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, -5)]
    [InlineData(true, -2)]
    public async Task A_storage_account_that_is_gone_for_five_minutes(bool isAtTheClose, int begins)
    {
        var minutes = await TradedStretch.MinutesAsync();
        var from = (isAtTheClose ? Close : minutes[0]) + Duration.FromMinutes(begins);
        using var watch = Watch();
        await using var stretch = await TradedStretch.StartAsync(watch, await azurite.FreshOrSkipAsync());
        await stretch.TickAsync(minutes.Where(minute => minute < from));
        stretch.SetStorageGone(true);
        stretch.Exchange.MoveTo(from);
        var isHeld = stretch.Exchange.Exchange.Positions.Count > 0;
        Assert.Equal(isHeld, from < Close - Duration.FromMinutes(4));
        await stretch.TickAsync(Enumerable.Range(0, 5).Select(minute => from + Duration.FromMinutes(minute)));
        Assert.Equal(isAtTheClose, stretch.Exchange.Exchange.Positions.Count == 0);
        stretch.SetStorageGone(false);
        var back = from + Duration.FromMinutes(5);
        if (back < Close) await stretch.TickAsync(back);
        await EndAsync(watch, stretch, minutes.Where(minute => minute > back), ToldTable.StorageGone);
    }

    private static AlertWatch Watch() => new(
        TradedStretch.Day, SmallMarket.Calendar.SessionBefore(TradedStretch.Day.Date));

    private async Task WithAsync(string happens, int at, Func<TradedStretch, Task> happen)
    {
        using var watch = Watch();
        await using var stretch = await TradedStretch.StartAsync(watch, await azurite.FreshOrSkipAsync());
        var minutes = await TradedStretch.MinutesAsync();
        await stretch.TickAsync(minutes.Take(at));
        await happen(stretch);
        await EndAsync(watch, stretch, minutes.Skip(at + 1), happens);
    }

    private static async Task EndAsync(
        AlertWatch watch, TradedStretch stretch, IEnumerable<Instant> minutes, string? happens)
    {
        await stretch.TickAsync(minutes);
        await stretch.TickAsync(
            AfterTheBell.Select(minute => Close + Duration.FromMinutes(minute)).Where(
            minute => minute > stretch.Exchange.Now));
        await stretch.AssertBooksAsync();
        Assert.Empty(watch.Look(Close + Duration.FromMinutes(25)));
        var told = string.Join("; ", watch.Raised.Select(alert => $"{alert.Key} at {alert.Value}"));
        Assert.True(watch.Raised.Keys.SequenceEqual(happens is null ? [] : ToldTable.Alerts[happens]), told);
    }

    private async Task<(Instant At, int Passing)> PlaceAsync(int minute, JobKind job, int eighth)
    {
        var at = (await TradedStretch.MinutesAsync())[minute];
        return (at, (await RequestsAsync())[(at, job)] * eighth / 8);
    }

    private Task<IReadOnlyDictionary<(Instant At, JobKind Job), int>> RequestsAsync() => counted ??= CountAsync();

    // The requests of each tick of a day without a fault.
    private async Task<IReadOnlyDictionary<(Instant At, JobKind Job), int>> CountAsync()
    {
        using var watch = Watch();
        await using var stretch = await TradedStretch.StartAsync(watch, await azurite.FreshOrSkipAsync());
        var minutes = await TradedStretch.MinutesAsync();
        await EndAsync(watch, stretch, minutes, null);
        Assert.Contains(
            stretch.Exchange.Fills, f => f.ClientId == ClientOrderId.Entry(TradedStretch.Day.Date, minutes[Fault], f.Symbol));
        return stretch.Requests;
    }
}
