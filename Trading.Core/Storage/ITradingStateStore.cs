namespace Trading.Core.Storage;

/// <summary>The state that every decision starts from: the open intents and the halt.</summary>
/// <remarks>Every write takes effect completely or not at all, even when the process dies. Every method throws
/// <see cref="StorageException"/> when the store does not answer.</remarks>
public interface ITradingStateStore
{
    /// <summary>The intents that are not settled, and the halt that stands, in one query.</summary>
    Task<TradingState> GetStateAsync(CancellationToken cancel);

    /// <summary>
    /// Replaces the halt that was read by <paramref name="halt"/>; null means none. Returns true when <paramref name="halt"/>
    /// stands afterwards, also when it stood before. Returns false and changes nothing when another halt stands than the one
    /// that was read.
    /// </summary>
    Task<bool> TryReplaceHaltAsync(Halt? expected, Halt? halt, CancellationToken cancel);
}
