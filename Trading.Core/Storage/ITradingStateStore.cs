namespace Trading.Core.Storage;

/// <summary>What every decision begins with: the open intents, and the halt.</summary>
/// <remarks>Every write is whole or absent, whenever the process dies. Every method throws <see cref="StorageException"/> when the store does not answer.</remarks>
public interface ITradingStateStore
{
    /// <summary>The intents that are not settled, and the halt that stands, in one question.</summary>
    Task<TradingState> GetStateAsync(CancellationToken cancel);

    /// <summary>
    /// Puts <paramref name="halt"/> in the place of the one that was read, null for none; true when it stands then, as it also does
    /// when it stood before. False, changing nothing, when another stands than was read.
    /// </summary>
    Task<bool> TryReplaceHaltAsync(Halt? expected, Halt? halt, CancellationToken cancel);
}
