using Trading.Adapters.AzureStorage;
using Trading.Cli.Output;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.AzureStorage;

/// <summary>
/// The store carries a request out and its answer is lost, so the SDK repeats it. A conditional write then finds what it
/// wrote itself, and must not report a conflict.
/// </summary>
public sealed class LostAnswerTests(Azurite azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task An_intent_that_was_added_is_said_to_be_added() => OfEveryRequestAsync(
        account => new AzureTableJournal(account).TryAddIntentAsync(AnIntent(Monday, "SPY", 1), Cancel));

    [Fact]
    public Task A_minute_that_was_claimed_is_said_to_be_claimed() => OfEveryRequestAsync(
        account => new AzureTableJournal(account).TryAddPredictionsAsync(
            Monday, Minute(Monday, 1), [APrediction(Monday, "SPY", 1)], Cancel));

    [Fact]
    public Task A_run_that_was_begun_and_ended_is_said_to_be() => OfEveryRequestAsync(async account =>
    {
        var (journal, run) = (new AzureTableJournal(account), AJob(Monday, JobKind.Rebalance));
        return await journal.TryStartJobAsync(run, Cancel)
            && await journal.TryReplaceJobAsync(run, run with { FinishedAt = Minute(Monday, 2) }, Cancel);
    });

    [Fact]
    public Task A_model_that_was_promoted_is_said_to_be() => OfEveryRequestAsync(async account =>
    {
        var registry = new AzureModelRegistry(account);
        var first = await registry.TrySetCurrentAsync(
            new("m1", "m1", "", Minute(Monday, 0)), (await registry.GetCurrentAsync(Cancel)).ETag, Cancel);
        return first && await registry.TrySetCurrentAsync(
            new("m2", "m2", "", Minute(Monday, 0)), (await registry.GetCurrentAsync(Cancel)).ETag, Cancel);
    });

    [Fact]
    public Task Bars_that_were_merged_are_there_once() => OfEveryRequestAsync(async account =>
    {
        var archive = new AzureBarArchive(account);
        await archive.MergeAllAsync([new(Monday, [SomeBars(Monday, "SPY", 3)])], Cancel);
        await archive.MergeAllAsync([new(Monday, [SomeBars(Monday, "QQQ", 3)])], Cancel);
        return (await archive.ReadAsync(Monday, Cancel)).Count == 2;
    });

    private async Task OfEveryRequestAsync(Func<AzureStorageAccount, Task<bool>> work)
    {
        LostAnswer lost;
        var which = 0;
        do
        {
            lost = new LostAnswer(++which);
            Assert.True(await work(new(await azurite.FreshOrSkipAsync(), [lost])),
                $"The answer to request {which} was lost, and success was taken for failure.");
        }
        while (lost.WasLost);
        Assert.True(which > 2, "There was hardly a request.");
    }
}
