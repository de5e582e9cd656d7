namespace Trading.Core.Storage;

/// <summary>
/// Keeps one document: the feature states of the running session, for a host that starts in the middle of it. It is a saving and
/// no record: when it is missing, the day's bars are fetched instead. Safe for use by several threads and processes.
/// </summary>
public interface IFeatureCheckpointStore
{
    /// <summary>Replaces the document.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    Task WriteAsync(ReadOnlyMemory<byte> checkpoint, CancellationToken cancel);

    /// <summary>The newest document; null when there is none.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    Task<byte[]?> ReadAsync(CancellationToken cancel);
}

/// <summary>The document as long as the process lives, which is of no use to the next one.</summary>
public sealed class InMemoryFeatureCheckpointStore : IFeatureCheckpointStore
{
    private volatile byte[]? document;

    /// <inheritdoc/>
    public Task WriteAsync(ReadOnlyMemory<byte> checkpoint, CancellationToken cancel)
    {
        document = checkpoint.ToArray();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<byte[]?> ReadAsync(CancellationToken cancel) =>
        Task.FromResult(document);
}
