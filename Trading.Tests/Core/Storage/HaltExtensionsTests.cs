using System.Reflection;
using Trading.Cli.Output;
using Trading.Core.Storage;

namespace Trading.Tests.Core.Storage;

public sealed class HaltExtensionsTests
{
    private static readonly Instant Now = Rows.Minute(Rows.Monday, 1);
    private readonly InMemoryJournal journal = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plain_halt_that_is_overtaken_by_a_flatten_sells_all_the_same()
    {
        var racing = Racing.Over(journal, () => journal.HaltAsync(Now, flatten: true, "sell", Cancel));

        var halt = await racing.HaltAsync(Now + Duration.FromSeconds(1), flatten: false, "", Cancel);

        Assert.Equal(new Halt(Now, true, "sell"), halt);
        Assert.Equal(halt, (await journal.GetStateAsync(Cancel)).Halt);
    }

    [Fact]
    public async Task Resuming_lifts_no_halt_that_it_has_not_seen()
    {
        await journal.HaltAsync(Now, flatten: false, "", Cancel);
        var racing = Racing.Over(journal, () => journal.HaltAsync(Now, flatten: true, "", Cancel));

        var (isLifted, before) = await racing.ResumeAsync(Cancel);

        Assert.False(isLifted);
        Assert.Equal(new Halt(Now, false, ""), before);
        Assert.Equal(new Halt(Now, true, ""), (await journal.GetStateAsync(Cancel)).Halt);
    }

    [Fact]
    public async Task Who_goes_away_while_it_is_written_has_halted_and_resumed()
    {
        using var gone = new CancellationTokenSource();
        var leaving = Racing.Over(journal, gone.CancelAsync);

        await leaving.HaltAsync(Now, flatten: true, "", gone.Token);
        Assert.True((await journal.GetStateAsync(Cancel)).Halt is { Flatten: true });

        using var again = new CancellationTokenSource();
        Assert.True((await Racing.Over(journal, again.CancelAsync).ResumeAsync(again.Token)).IsLifted);
        Assert.Null((await journal.GetStateAsync(Cancel)).Halt);
    }

    /// <summary>Does something once, right before a halt is written.</summary>
    public class Racing : DispatchProxy
    {
        private ITradingJournal inner = null!;
        private Func<Task>? meanwhile;

        public static ITradingJournal Over(ITradingJournal inner, Func<Task> meanwhile)
        {
            var journal = Create<ITradingJournal, Racing>();
            var racing = (Racing)(object)journal;
            (racing.inner, racing.meanwhile) = (inner, meanwhile);
            return journal;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(ITradingJournal.TryReplaceHaltAsync) && meanwhile is { } act)
            {
                meanwhile = null;
                // The journal in memory never waits.
                act().GetAwaiter().GetResult();
            }
            return targetMethod.Invoke(inner, args);
        }
    }
}
