using Trading.Adapters.AzureStorage;
using Trading.Cli.Output;
using Trading.Core.Orders;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.AzureStorage;

/// <summary>
/// Stops a process before each of its requests in turn, looks at what it left, and does the same again as the next process would.
/// </summary>
public sealed class KilledBetweenWritesTests(Azurite azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task An_intent_is_open_only_when_it_is_in_its_session_and_is_confirmed_only_when_it_is_both() => AtEveryRequestAsync(
        _ => Task.CompletedTask,
        account => new AzureTableJournal(account).TryAddIntentAsync(AnIntent(Monday, "SPY", 1), Cancel),
        async (account, killed) =>
        {
            var journal = new AzureTableJournal(account);
            var (written, open) = (await journal.GetIntentsAsync(Monday, Cancel), await journal.GetOpenIntentsAsync(Cancel));
            if (!killed) Assert.Single(open);
            if (written.Count == 0) Assert.Empty(open);
            else Assert.Equal([AnIntent(Monday, "SPY", 1)], written);
            if (open.Count > 0) Assert.Equal(written, open);
            if (written.Count > 0) Assert.Equal([Monday], await journal.GetSessionsAsync(Cancel));
            Assert.Equal(written.Count == 0, await journal.TryAddIntentAsync(AnIntent(Monday, "SPY", 1), Cancel));
        });

    [Theory]
    [InlineData(IntentStatus.Completed)]
    [InlineData(IntentStatus.Holding)]
    public Task A_change_that_was_cut_off_leaves_the_intent_open_and_is_made_good_by_the_next(IntentStatus status)
    {
        var (old, changed) = (AnIntent(Monday, "SPY", 1), AnIntent(Monday, "SPY", 1, status) with { Note = "changed" });
        return AtEveryRequestAsync(
            account => new AzureTableJournal(account).TryAddIntentAsync(old, Cancel),
            account => new AzureTableJournal(account).UpdateIntentAsync(changed, Cancel),
            async (account, killed) =>
            {
                var journal = new AzureTableJournal(account);
                var (written, open) = (
                    Assert.Single(await journal.GetIntentsAsync(Monday, Cancel)), await journal.GetOpenIntentsAsync(Cancel));
                Assert.Contains(written, (OrderIntent[])[old, changed]);
                if (killed) Assert.Equal([old], open);
                await journal.UpdateIntentAsync(changed, Cancel);
                Assert.Equal(changed.IsOpen ? [changed] : [], await journal.GetOpenIntentsAsync(Cancel));
                Assert.Equal([changed], await journal.GetIntentsAsync(Monday, Cancel));
            });
    }

    [Fact]
    public Task A_minutes_predictions_are_there_with_its_claim_or_neither_is()
    {
        var rows = Enumerable.Range(0, 10).Select(i => APrediction(Monday, $"S{i}", 1)).ToArray();
        return AtEveryRequestAsync(
            _ => Task.CompletedTask,
            account => new AzureTableJournal(account).TryAddPredictionsAsync(Monday, Minute(Monday, 1), rows, Cancel),
            async (account, killed) =>
            {
                var journal = new AzureTableJournal(account);
                var stored = await journal.GetPredictionsAsync(Monday, null, Cancel);
                Assert.Contains(stored.Count, killed ? (int[])[0, 10] : [10]);
                Assert.Equal(stored.Count == 0, await journal.TryAddPredictionsAsync(Monday, Minute(Monday, 1), rows, Cancel));
                Assert.Equal(rows, await journal.GetPredictionsAsync(Monday, null, Cancel));
            });
    }

    [Fact]
    public Task Of_many_predictions_whole_hundreds_are_there()
    {
        var rows = Enumerable.Range(0, 250).Select(i => APrediction(Monday, $"S{i:000}", 1)).ToArray();
        return AtEveryRequestAsync(
            _ => Task.CompletedTask,
            account => new AzureTableJournal(account).SavePredictionsAsync(Monday, rows, Cancel),
            async (account, killed) =>
            {
                var journal = new AzureTableJournal(account);
                var stored = await journal.GetPredictionsAsync(Monday, null, Cancel);
                Assert.All(stored.GroupBy(row => Array.IndexOf(rows, row) / 100), part =>
                    Assert.Equal(part.Key == 2 ? 50 : 100, part.Count()));
                await journal.SavePredictionsAsync(Monday, rows, Cancel);
                Assert.Equal(rows, await journal.GetPredictionsAsync(Monday, null, Cancel));
            });
    }

    [Fact]
    public Task A_run_is_as_it_was_or_as_it_became()
    {
        var (first, second) = (
            AJob(Monday, JobKind.NightlyRetrain), AJob(Monday, JobKind.NightlyRetrain) with { Attempt = 2, Note = "again" });
        return AtEveryRequestAsync(
            _ => Task.CompletedTask,
            async account =>
            {
                var journal = new AzureTableJournal(account);
                Assert.True(await journal.TryStartJobAsync(first, Cancel));
                Assert.True(await journal.TryReplaceJobAsync(first, second, Cancel));
            },
            async (account, killed) =>
            {
                var journal = new AzureTableJournal(account);
                var stands = await journal.GetJobAsync(Monday, JobKind.NightlyRetrain, Cancel);
                if (stands is null) Assert.True(await journal.TryStartJobAsync(first, Cancel));
                else Assert.Contains(stands, killed ? (JobRunRow[])[first, second] : [second]);
                if (stands != second) Assert.True(await journal.TryReplaceJobAsync(first, second, Cancel));
            });
    }

    [Fact]
    public Task A_model_is_stored_with_its_card_or_not_at_all_and_is_promoted_or_not() => AtEveryRequestAsync(
        _ => Task.CompletedTask,
        async account =>
        {
            var registry = new AzureModelRegistry(account);
            await registry.SaveAsync(AModel("m1"), Cancel);
            Assert.True(await registry.TrySetCurrentAsync(
                new("m1", "m1", "", Minute(Monday, 0)), (await registry.GetCurrentAsync(Cancel)).ETag, Cancel));
        },
        async (account, killed) =>
        {
            var registry = new AzureModelRegistry(account);
            var (current, etag) = await registry.GetCurrentAsync(Cancel);
            if (!killed || current.Promoted is not null) await registry.LoadAsync(current.Promoted!, Cancel);
            foreach (var card in await registry.GetCardsAsync(Cancel)) await registry.LoadAsync(card.Id, Cancel);
            await registry.SaveAsync(AModel("m1"), Cancel);
            Assert.Equal("m1", (await registry.LoadAsync("m1", Cancel)).Id);
            Assert.True(await registry.TrySetCurrentAsync(new("m1", "m1", "", Minute(Monday, 0)), etag, Cancel));
        });

    [Fact]
    public Task A_model_is_deleted_with_its_card_or_still_whole_and_can_be_saved_again() => AtEveryRequestAsync(
        account => new AzureModelRegistry(account).SaveAsync(AModel("m1"), Cancel),
        account => new AzureModelRegistry(account).DeleteAsync("m1", Cancel),
        async (account, killed) =>
        {
            var registry = new AzureModelRegistry(account);
            var cards = await registry.GetCardsAsync(Cancel);
            if (!killed) Assert.Empty(cards);
            foreach (var card in cards) await registry.LoadAsync(card.Id, Cancel);
            await registry.SaveAsync(AModel("m1"), Cancel);
            Assert.Equal("m1", (await registry.LoadAsync("m1", Cancel)).Id);
        });

    [Fact]
    public Task Each_session_of_a_merge_is_as_it_was_or_merged()
    {
        SessionBars[] more = [new(Monday, [SomeBars(Monday, "NEW", 2)]), new(Tuesday, [SomeBars(Tuesday, "NEW", 2)])];
        return AtEveryRequestAsync(
            account => new AzureBarArchive(account).WriteAsync(Monday, [SomeBars(Monday, "OLD", 3)], Cancel),
            account => new AzureBarArchive(account).MergeAllAsync(more, Cancel),
            async (account, killed) =>
            {
                var archive = new AzureBarArchive(account);
                var (monday, tuesday) = (await SymbolsAsync(archive, Monday), await SymbolsAsync(archive, Tuesday));
                Assert.Contains(monday, killed ? (string[])["OLD", "NEW OLD"] : ["NEW OLD"]);
                Assert.Contains(tuesday, killed ? (string[])["", "NEW"] : ["NEW"]);
                await archive.MergeAllAsync(more, Cancel);
                Assert.Equal(("NEW OLD", "NEW"), (await SymbolsAsync(archive, Monday), await SymbolsAsync(archive, Tuesday)));
            });
    }

    private static async Task<string> SymbolsAsync(AzureBarArchive archive, LocalDate session) =>
        string.Join(' ', (await archive.ReadAsync(session, Cancel)).Select(series => series.Symbol));

    private async Task AtEveryRequestAsync(
        Func<AzureStorageAccount, Task> before, Func<AzureStorageAccount, Task> work, Func<AzureStorageAccount, bool, Task> look)
    {
        for (var survived = 0; ; survived++)
        {
            var options = await azurite.FreshOrSkipAsync();
            await before(new(options));
            var killed = false;
            try
            {
                await work(new(options, [new Killer(survived)]));
            }
            catch (KilledException)
            {
                killed = true;
            }
            await look(new(options), killed);
            if (killed) continue;
            Assert.True(survived > 1, "There was no moment between two requests.");
            return;
        }
    }
}
