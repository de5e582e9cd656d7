using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage;

/// <summary>The session's feature states in the blob <c>features/newest.bin</c>.</summary>
/// <param name="account">The account; the first call sends the first request.</param>
public sealed class AzureFeatureCheckpointStore(AzureStorageAccount account) : IFeatureCheckpointStore
{
    private const string Name = "newest.bin";
    private readonly BlobFolder folder = account.Blobs("features");

    /// <inheritdoc/>
    public Task WriteAsync(ReadOnlyMemory<byte> checkpoint, CancellationToken cancel) =>
        folder.WriteAsync(Name, checkpoint, cancel);

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(CancellationToken cancel) =>
        await folder.FindAsync(Name, cancel) is { } blob ? blob.Content : null;
}
