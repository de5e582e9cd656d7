using Trading.Core.Storage;

namespace Trading.Tests.Core.Storage;

/// <summary>Sets a halt over any that stands.</summary>
internal static class HaltByForce
{
    public static async Task SetHaltAsync(this ITradingJournal journal, Halt? halt, CancellationToken cancel) =>
        Assert.True(await journal.TryReplaceHaltAsync((await journal.GetStateAsync(cancel)).Halt, halt, cancel));
}
