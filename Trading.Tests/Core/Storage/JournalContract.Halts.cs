using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Storage;

namespace Trading.Tests.Core.Storage;

/// <content>What every journal must do with the halt.</content>
public abstract partial class JournalContract
{
    [Fact]
    public async Task A_halt_stands_for_every_process_until_it_is_lifted()
    {
        Assert.Null((await Journal.GetStateAsync(Cancel)).Halt);
        var halt = new Halt(Instant.FromUtc(2025, 11, 3, 15, 31, 7), Flatten: false, "the news");
        await Journal.SetHaltAsync(halt, Cancel);
        Assert.Equal(halt, (await Reopen().GetStateAsync(Cancel)).Halt);
        await Journal.SetHaltAsync(halt with { Flatten = true, Reason = "" }, Cancel);
        Assert.Equal(halt with { Flatten = true, Reason = "" }, (await Reopen().GetStateAsync(Cancel)).Halt);
        await Reopen().SetHaltAsync(null, Cancel);
        await Journal.SetHaltAsync(null, Cancel);
        Assert.Null((await Journal.GetStateAsync(Cancel)).Halt);
        Assert.Empty(await Journal.GetSessionsAsync(Cancel));
    }

    [Fact]
    public async Task A_halt_of_the_drawdown_limit_keeps_its_equity_also_when_a_person_adds_to_it()
    {
        var own = new Halt(Instant.FromUtc(2025, 11, 3, 15, 31, 7), Flatten: false, "deep") { DrawdownEquity = 94_123.45m };
        Assert.True(await Journal.TryReplaceHaltAsync(null, own, Cancel));
        Assert.Equal(own, (await Reopen().GetStateAsync(Cancel)).Halt);
        Assert.False(await Journal.TryReplaceHaltAsync(own with { DrawdownEquity = null }, null, Cancel));
        await Reopen().HaltAsync(own.Since + Duration.FromMinutes(5), flatten: true, "", Cancel);
        Assert.Equal(own with { Flatten = true }, (await Reopen().GetStateAsync(Cancel)).Halt);
        Assert.True((await Journal.ResumeAsync(Cancel)).IsLifted);
    }

    [Fact]
    public async Task A_halt_is_replaced_only_by_who_has_read_it()
    {
        var plain = new Halt(Instant.FromUtc(2025, 11, 3, 15, 31, 7), Flatten: false, "the news");
        var flatten = plain with { Flatten = true };
        Assert.True(await Journal.TryReplaceHaltAsync(null, flatten, Cancel));
        Assert.False(await Reopen().TryReplaceHaltAsync(null, plain, Cancel));
        Assert.False(await Reopen().TryReplaceHaltAsync(plain, null, Cancel));
        Assert.Equal(flatten, (await Journal.GetStateAsync(Cancel)).Halt);
        Assert.True(await Reopen().TryReplaceHaltAsync(plain, flatten, Cancel));
        Assert.True(await Reopen().TryReplaceHaltAsync(flatten, null, Cancel));
        Assert.False(await Journal.TryReplaceHaltAsync(flatten, plain, Cancel));
        Assert.True(await Journal.TryReplaceHaltAsync(flatten, null, Cancel));
        Assert.Null((await Journal.GetStateAsync(Cancel)).Halt);
    }

    [Fact]
    public async Task Halts_at_one_moment_lose_nothing_of_each_other()
    {
        var now = Instant.FromUtc(2025, 11, 3, 15, 31, 7);
        for (var round = 0; round < 5; round++)
        {
            var journals = Enumerable.Range(0, 4).Select(_ => Reopen()).ToArray();
            await Task.WhenAll(journals.Select(
                (journal, i) => Task.Run(() => journal.HaltAsync(now, flatten: i == 0, i == 1 ? "why" : "", Cancel), Cancel)));
            Assert.Equal(new Halt(now, true, "why"), (await Journal.GetStateAsync(Cancel)).Halt);
            Assert.True((await Journal.ResumeAsync(Cancel)).IsLifted);
        }
    }
}
