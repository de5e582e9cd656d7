using Azure;
using Trading.Adapters.BookIdentity;
using Trading.Adapters.StorageFormats;

namespace Trading.Adapters.AzureStorage;

/// <summary>A book's file <c>book.json</c> in the container <c>book</c>, changed only under its ETag.</summary>
internal sealed class BlobBookFile(AzureStorageAccount account) : IBookFile
{
    private const string Name = "book.json";
    private readonly BlobFolder folder = account.Blobs("book");

    /// <inheritdoc/>
    public string Place => folder.Address(Name);

    /// <inheritdoc/>
    public string Remedy => "Stop the app; then bring the tables back from the blobs in 'book/backups', or delete book.json, "
        + "which accepts the tables as they are and forgets a halt that stands in it alone.";

    /// <inheritdoc/>
    public async Task<BookFileVersion?> ReadAsync(CancellationToken cancel) =>
        await folder.FindAsync(Name, cancel) is { } blob
            ? new(SealedJson.Read<BookFile>(blob.Content, Place, $"; {Remedy}"), blob.Tag.ToString())
            : null;

    /// <inheritdoc/>
    public Task<bool> TryWriteAsync(BookFile file, string? tag, CancellationToken cancel) => tag is null
        ? folder.TryAddAsync(Name, SealedJson.Write(file), null, cancel)
        : folder.TryReplaceAsync(Name, SealedJson.Write(file), new ETag(tag), cancel);
}
