using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Orders;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Core.Storage;

/// <content>What every journal must do with intents.</content>
public abstract partial class JournalContract
{
    [Fact]
    public Task Every_field_of_an_intent_comes_back() =>
        Intent.SampleAsync(async intent =>
        {
            if (!await Journal.TryAddIntentAsync(intent, Cancel) && !await Journal.UpdateIntentAsync(intent, Cancel)) return true;
            var stored = (await Reopen().GetIntentsAsync(intent.Session, Cancel)).Single(row => row.Id == intent.Id);
            var open = (await Reopen().GetOpenIntentsAsync(Cancel)).SingleOrDefault(
                row => row.Id == intent.Id && row.Session == intent.Session);
            return stored == intent && open == (intent.IsOpen ? intent : null);
        }, iter: Samples, threads: 1);

    [Fact]
    public async Task An_intent_is_added_once_and_the_second_changes_nothing()
    {
        var first = AnIntent(Monday, "SPY", 1);
        Assert.True(await Journal.TryAddIntentAsync(first, Cancel));
        Assert.False(await Journal.TryAddIntentAsync(first with { Status = IntentStatus.Rejected, Note = "other" }, Cancel));
        Assert.Equal([first], await Journal.GetIntentsAsync(Monday, Cancel));
        Assert.Equal([first], await Journal.GetOpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task An_intent_that_was_never_added_cannot_be_updated()
    {
        var intent = AnIntent(Monday, "SPY", 1);
        var error = await Assert.ThrowsAsync<StorageException>(() => Journal.UpdateIntentAsync(intent, Cancel));
        Assert.Contains(intent.Id.Value, error.Message, StringComparison.Ordinal);
        Assert.Empty(await Journal.GetIntentsAsync(Monday, Cancel));
    }

    [Fact]
    public async Task Open_intents_of_every_session_come_by_id_until_they_are_settled()
    {
        var settled = AnIntent(Tuesday, "SPY", 1);
        var late = AnIntent(Tuesday, "AAPL", 1, IntentStatus.Unknown);
        var early = AnIntent(Monday, "TSLA", 300, IntentStatus.Holding);
        foreach (var intent in new[] { settled, late, early }) Assert.True(await Journal.TryAddIntentAsync(intent, Cancel));
        Assert.True(await Journal.UpdateIntentAsync(settled with { Status = IntentStatus.Abandoned }, Cancel));
        Assert.Equal([early, late], await Journal.GetOpenIntentsAsync(Cancel));

        Assert.True(await Journal.UpdateIntentAsync(settled with { Status = IntentStatus.Working }, Cancel));
        Assert.Equal([early, late, settled with { Status = IntentStatus.Working }], await Reopen().GetOpenIntentsAsync(Cancel));
    }

    [Fact]
    public async Task An_intent_moves_only_where_the_lifecycle_of_orders_allows_and_else_stays_as_it_is()
    {
        var minute = 0;
        foreach (var from in Enum.GetValues<IntentStatus>())
        {
            foreach (var to in Enum.GetValues<IntentStatus>())
            {
                var stored = AnIntent(Monday, "SPY", minute++ % 390, from);
                var update = stored with { Status = to, Note = "news" };
                Assert.True(await Journal.TryAddIntentAsync(stored, Cancel));
                var may = from == to ? stored.IsOpen : stored.MayBecome(to);

                Assert.Equal(may, await Reopen().UpdateIntentAsync(update, Cancel));

                var expected = may ? update : stored;
                Assert.Contains(expected, await Journal.GetIntentsAsync(Monday, Cancel));
                Assert.Equal(expected.IsOpen, (await Journal.GetOpenIntentsAsync(Cancel)).Contains(expected));
                Assert.False(await Journal.UpdateIntentAsync(expected, Cancel), "It is so already.");
            }
        }
    }

    [Fact]
    public async Task Of_programs_that_write_the_same_change_of_an_intent_exactly_one_has_changed_it()
    {
        var journals = Enumerable.Range(0, 4).Select(_ => Reopen()).ToArray();
        for (var round = 0; round < Races; round++)
        {
            var intent = AnIntent(Monday, "SPY", round, IntentStatus.Working);
            Assert.True(await Journal.TryAddIntentAsync(intent, Cancel));
            foreach (var status in new[] { IntentStatus.Holding, IntentStatus.Completed })
                await ExactlyOne(journals, (journal, _) => journal.UpdateIntentAsync(intent with { Status = status }, Cancel));
            Assert.Empty(await Journal.GetOpenIntentsAsync(Cancel));
        }
    }

    [Fact]
    public async Task Whatever_order_writers_race_in_an_intent_ends_settled_and_is_not_open()
    {
        var journals = Enumerable.Range(0, 4).Select(_ => Reopen()).ToArray();
        IntentStatus[] seen = [IntentStatus.Working, IntentStatus.Holding, IntentStatus.Completed, IntentStatus.Unknown];
        for (var round = 0; round < Races; round++)
        {
            var intent = AnIntent(Tuesday, "SPY", round);
            Assert.True(await Journal.TryAddIntentAsync(intent, Cancel));
            await Task.WhenAll(journals.Select((journal, i) => Task.Run(
                () => journal.UpdateIntentAsync(intent with { Status = seen[(i + round) % 4] }, Cancel), Cancel)));
            Assert.Contains(intent with { Status = IntentStatus.Completed }, await Journal.GetIntentsAsync(Tuesday, Cancel));
            Assert.Empty(await Journal.GetOpenIntentsAsync(Cancel));
        }
    }
}
