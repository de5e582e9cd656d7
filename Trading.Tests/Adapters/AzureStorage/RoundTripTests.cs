using Trading.Adapters.AzureStorage;
using Trading.Cli.Output;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.AzureStorage;

/// <summary>How many requests things take, and of what kind.</summary>
public sealed class RoundTripTests(Azurite azurite)
{
    private readonly RequestLog log = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_scan_without_a_trade_asks_is_a_request_each()
    {
        var account = await AccountAsync();
        var (journal, registry) = (new AzureTableJournal(account), new AzureModelRegistry(account));
        await registry.TrySetCurrentAsync(
            new(null, null, "", Minute(Monday, 0)), (await registry.GetCurrentAsync(Cancel)).ETag, Cancel);
        foreach (var minute in (int[])[1, 2])
        {
            log.Clear();
            var run = AJob(Monday, JobKey.Parse($"MinuteScan_{minute:0000}"));
            await journal.GetStateAsync(Cancel);
            await registry.GetCurrentAsync(Cancel);
            Assert.True(await journal.TryAddPredictionsAsync(Monday, Minute(
                Monday, minute), [.. Enumerable.Range(0, 10).Select(i => APrediction(Monday, $"S{i}", minute))], Cancel));
            Assert.True(await journal.TryStartJobAsync(run, Cancel));
            if (minute == 1) continue;
            Assert.Equal(4, log.Requests.Count);
            Assert.True(await journal.TryReplaceJobAsync(run, run with { FinishedAt = Minute(Monday, 3) }, Cancel));
            Assert.Equal(5, log.Requests.Count);
        }
    }

    [Fact]
    public async Task The_state_is_one_query_of_one_partition_however_many_sessions_there_are()
    {
        var account = await AccountAsync();
        var journal = new AzureTableJournal(account);
        for (var day = 0; day < 5; day++)
        {
            await journal.TryAddIntentAsync(AnIntent(Monday.PlusDays(day), "SPY", 1, IntentStatus.Working), Cancel);
            await journal.TryAddIntentAsync(AnIntent(Monday.PlusDays(day), "QQQ", 1, IntentStatus.Completed), Cancel);
        }
        await journal.SetHaltAsync(new(Minute(Monday, 1), true, ""), Cancel);
        log.Clear();
        var state = await new AzureTableJournal(account).GetStateAsync(Cancel);
        Assert.Equal(5, state.OpenIntents.Count);
        Assert.NotNull(state.Halt);
        Assert.Contains("$filter=PartitionKey eq 'open'", Assert.Single(log.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sessions_are_one_query_of_one_partition()
    {
        var journal = new AzureTableJournal(await AccountAsync());
        for (var day = 0; day < 3; day++) await journal.SavePredictionsAsync(
            Monday.PlusDays(day), [APrediction(Monday.PlusDays(day), "SPY", 1)], Cancel);
        log.Clear();
        Assert.Equal([Monday, Tuesday, Wednesday], await journal.GetSessionsAsync(Cancel));
        Assert.Contains("$filter=PartitionKey eq 'sessions'", Assert.Single(log.Requests), StringComparison.Ordinal);
        Assert.Empty(await journal.GetPerformanceAsync(Monday, Monday.PlusDays(9999), Cancel));
    }

    [Fact]
    public async Task A_card_is_read_once()
    {
        var registry = new AzureModelRegistry(await AccountAsync());
        for (var i = 0; i < 3; i++) await registry.SaveAsync(AModel($"m{i}", i), Cancel);
        await registry.GetCardsAsync(Cancel);
        log.Clear();
        Assert.Equal(["m0", "m1", "m2"], (await registry.GetCardsAsync(Cancel)).Select(card => card.Id));
        Assert.Single(log.Requests);
    }

    [Fact]
    public async Task Reading_what_does_not_exist_makes_nothing()
    {
        var account = await AccountAsync();
        var (journal, registry, archive) = (
            new AzureTableJournal(account), new AzureModelRegistry(account), new AzureBarArchive(account));
        await journal.GetStateAsync(Cancel);
        await journal.GetSessionsAsync(Cancel);
        await journal.GetJobAsync(Monday, JobKind.Rebalance, Cancel);
        await journal.SetHaltAsync(null, Cancel);
        Assert.False(
            await journal.TryReplaceJobAsync(
                AJob(Monday, JobKind.Rebalance), AJob(Monday, JobKind.Rebalance) with { Attempt = 2 }, Cancel));
        await registry.GetCurrentAsync(Cancel);
        await registry.GetCardsAsync(Cancel);
        await archive.ReadAsync(Monday, Cancel);
        await archive.GetSessionsAsync(Cancel);
        Assert.All(log.Requests, request => Assert.True(
            request.StartsWith("GET", StringComparison.Ordinal)
                || request.StartsWith("DELETE", StringComparison.Ordinal), request));
    }

    private async Task<AzureStorageAccount> AccountAsync() => new(await azurite.FreshOrSkipAsync(), [log]);
}
