using Trading.Core.Universe;

namespace Trading.Core.Storage;

/// <summary>Which symbols each session scanned, and why.</summary>
/// <remarks>Every write takes effect completely or not at all, even when the process dies. Every method throws
/// <see cref="StorageException"/> when the store does not answer.</remarks>
public interface IUniverseStore
{
    /// <summary>
    /// Adds a session's choice; false, changing nothing, when it has one: of several programs that choose, all scan the
    /// symbols of the first.
    /// </summary>
    Task<bool> TryAddUniverseAsync(UniverseChoice choice, CancellationToken cancel);

    /// <summary>A session's choice; null when none was made.</summary>
    Task<UniverseChoice?> GetUniverseAsync(LocalDate session, CancellationToken cancel);
}
