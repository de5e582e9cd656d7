using Trading.Core.Journal;

namespace Trading.Tests;

/// <summary>What a test says of a halt holds, whatever stood before.</summary>
internal static class HaltByForce
{
    public static async Task SetHaltAsync(this ITradingJournal journal, Halt? halt, CancellationToken cancel) =>
        Assert.True(await journal.TryReplaceHaltAsync((await journal.GetStateAsync(cancel)).Halt, halt, cancel));
}
