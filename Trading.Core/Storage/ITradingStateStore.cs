namespace Trading.Core.Storage;

/// <summary>The state that every decision starts from: the open intents and the halt.</summary>
/// <remarks>Every write takes effect completely or not at all, even when the process dies. Every method throws
/// <see cref="StorageException"/> when the store does not answer.</remarks>
public interface ITradingStateStore
{
    /// <summary>The intents that are not settled, and the halt that stands, in one query.</summary>
    Task<TradingState> GetStateAsync(CancellationToken cancel);

    /// <summary>
    /// The halt that is known to stand, also while the rest of the state cannot be read. To decide whether anything may be
    /// bought, read the whole state.
    /// </summary>
    async Task<Halt?> GetHaltAsync(CancellationToken cancel) => (await GetStateAsync(cancel)).Halt;

    /// <summary>Why the halt does not stand in every place where it is kept; null when it does.</summary>
    Task<StorageException?> FindHaltGapAsync(CancellationToken cancel) => Task.FromResult<StorageException?>(null);

    /// <summary>
    /// Replaces the halt that was read by <paramref name="halt"/>; null means none. Returns true when <paramref name="halt"/>
    /// stands afterwards, also when it stood before. Returns false and changes nothing when another halt stands than the one
    /// that was read.
    /// </summary>
    Task<bool> TryReplaceHaltAsync(Halt? expected, Halt? halt, CancellationToken cancel);
}
