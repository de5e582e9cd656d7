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
            if (!await Journal.TryAddIntentAsync(intent, Cancel)) await Journal.UpdateIntentAsync(intent, Cancel);
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
        await Journal.UpdateIntentAsync(settled with { Status = IntentStatus.Completed }, Cancel);
        Assert.Equal([early, late], await Journal.GetOpenIntentsAsync(Cancel));

        await Journal.UpdateIntentAsync(settled with { Status = IntentStatus.Working }, Cancel);
        Assert.Equal([early, late, settled with { Status = IntentStatus.Working }], await Reopen().GetOpenIntentsAsync(Cancel));
    }
}
