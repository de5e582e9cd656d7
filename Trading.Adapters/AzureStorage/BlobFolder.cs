using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Trading.Adapters.AzureStorage;

/// <summary>A blob as it was read.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Tag">Its version.</param>
/// <param name="Metadata">The names and values stored with it.</param>
internal sealed record StoredBlob(byte[] Content, ETag Tag, IDictionary<string, string> Metadata);

/// <summary>
/// A container of blobs, each written whole. The first write creates it, so that no call asks whether it exists;
/// a container that does not exist reads as an empty one.
/// </summary>
internal sealed class BlobFolder(BlobContainerClient client)
{
    private const string Role = "Storage Blob Data Contributor";

    /// <summary>The address of a blob, for messages.</summary>
    public string Address(string name) => StorageErrors.Address(client.GetBlobClient(name).Uri);

    /// <summary>A blob, or null.</summary>
    public Task<StoredBlob?> FindAsync(string name, CancellationToken cancel) => GuardAsync<StoredBlob?>(name, async () =>
    {
        try
        {
            var found = (await client.GetBlobClient(name).DownloadContentAsync(cancel)).Value;
            return new(found.Content.ToArray(), found.Details.ETag, found.Details.Metadata);
        }
        catch (RequestFailedException e) when (IsMissing(e))
        {
            return null;
        }
    }, cancel);

    /// <summary>Writes or replaces a blob.</summary>
    public Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        TryWriteAsync(name, content, null, null, cancel);

    /// <summary>
    /// Writes or replaces a blob piece by piece, so that memory never holds all of it; nothing is changed before the last piece
    /// has arrived.
    /// </summary>
    public Task WriteAsync(string name, IAsyncEnumerable<byte[]> pieces, CancellationToken cancel) => GuardAsync(name, async () =>
    {
        await client.CreateIfNotExistsAsync(cancellationToken: cancel);
        var blob = client.GetBlockBlobClient(name);
        // Names of this writer's own, so that two that write the same blob at once never mix.
        var (blocks, writer) = (new List<string>(), Guid.NewGuid().ToByteArray());
        await foreach (var piece in pieces.WithCancellation(cancel))
        {
            // A blob's blocks have names of the same length.
            blocks.Add(Convert.ToBase64String([.. writer, .. BitConverter.GetBytes(blocks.Count)]));
            await blob.StageBlockAsync(blocks[^1], new MemoryStream(piece), cancellationToken: cancel);
        }
        await blob.CommitBlockListAsync(blocks, cancellationToken: cancel);
        return true;
    }, cancel);

    /// <summary>Writes a blob that must not exist yet; false, changing nothing, when it does.</summary>
    public Task<bool> TryAddAsync(
        string name, ReadOnlyMemory<byte> content, IDictionary<string, string>? metadata, CancellationToken cancel) =>
        TryWriteAsync(name, content, new() { IfNoneMatch = ETag.All }, metadata, cancel);

    /// <summary>
    /// Replaces a blob whose version is <paramref name="expected"/>; false, changing nothing, when it has another or is gone.
    /// </summary>
    public Task<bool> TryReplaceAsync(string name, ReadOnlyMemory<byte> content, ETag expected, CancellationToken cancel) =>
        TryWriteAsync(name, content, new() { IfMatch = expected }, null, cancel);

    /// <summary>Deletes a blob; one that is not there is no error.</summary>
    public Task DeleteAsync(string name, CancellationToken cancel) =>
        GuardAsync(name, () => client.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancel), cancel);

    /// <summary>Whether a blob is there.</summary>
    public Task<bool> ExistsAsync(string name, CancellationToken cancel) =>
        GuardAsync(name, async () => (await client.GetBlobClient(name).ExistsAsync(cancel)).Value, cancel);

    /// <summary>The blobs whose name ends so and begins with <paramref name="prefix"/>, with their versions.</summary>
    public Task<IReadOnlyList<(string Name, ETag Tag)>> ListAsync(
        string ending, CancellationToken cancel, string? prefix = null) =>
        GuardAsync<IReadOnlyList<(string, ETag)>>("", async () =>
        {
            var blobs = new List<(string, ETag)>();
            try
            {
                await foreach (var blob in client.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancel))
                {
                    if (blob.Name.EndsWith(ending, StringComparison.Ordinal)) blobs.Add(
                        (blob.Name, blob.Properties.ETag ?? default));
                }
            }
            catch (RequestFailedException e) when (IsMissing(e))
            {
                return [];
            }
            return blobs;
        }, cancel);

    private Task<bool> TryWriteAsync(
        string name, ReadOnlyMemory<byte> content, BlobRequestConditions? conditions, IDictionary<string, string>? metadata,
            CancellationToken cancel) =>
        GuardAsync(name, async () =>
        {
            var upload = new BlobUploadOptions { Conditions = conditions, Metadata = metadata };
            try
            {
                return await TryUploadAsync(name, content, upload, cancel);
            }
            catch (RequestFailedException e) when (e.Status == 404 && e.ErrorCode == BlobErrorCode.ContainerNotFound)
            {
                await client.CreateIfNotExistsAsync(cancellationToken: cancel);
                return await TryUploadAsync(name, content, upload, cancel);
            }
        }, cancel);

    private async Task<bool> TryUploadAsync(
        string name, ReadOnlyMemory<byte> content, BlobUploadOptions upload, CancellationToken cancel)
    {
        try
        {
            await client.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), upload, cancel);
            return true;
        }
        catch (RequestFailedException e) when (upload.Conditions is not null && IsRefused(e))
        {
            return false;
        }
    }

    private Task<T> GuardAsync<T>(string name, Func<Task<T>> work, CancellationToken cancel) =>
        StorageErrors.GuardAsync(name.Length == 0 ? client.Uri : client.GetBlobClient(name).Uri, Role, work, cancel);

    private static bool IsMissing(RequestFailedException e) =>
        e.Status == 404 && (e.ErrorCode == BlobErrorCode.BlobNotFound || e.ErrorCode == BlobErrorCode.ContainerNotFound);

    private static bool IsRefused(RequestFailedException e) =>
        e.ErrorCode == BlobErrorCode.ConditionNotMet || e.ErrorCode == BlobErrorCode.BlobAlreadyExists;
}
