using System.Security.Cryptography;
using Trading.Adapters.BookIdentity;
using Trading.Adapters.StorageFormats;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>A book's file <c>book.json</c> beside its journal.</summary>
/// <param name="folder">The book's folder.</param>
internal sealed class FolderBookFile(BookFolder folder) : IBookFile
{
    /// <summary>The name of the lock under which the file changes.</summary>
    public const string Lock = ".book.lock";

    /// <inheritdoc/>
    public string Place => folder.BookFile;

    /// <inheritdoc/>
    public string Remedy => "'trading restore' brings back a backup; 'trading restore --begin-anew' accepts the journal as it is "
        + "and keeps the halt.";

    /// <inheritdoc/>
    public Task<BookFileVersion?> ReadAsync(CancellationToken cancel) =>
        AtomicFile.GuardAsync<BookFileVersion?>(Place, async () =>
        {
            if (!File.Exists(Place)) return null;
            var bytes = await File.ReadAllBytesAsync(Place, cancel);
            return new(Parse(bytes), Convert.ToHexStringLower(SHA256.HashData(bytes)));
        });

    /// <summary>The file, read at once; null when there is none.</summary>
    /// <exception cref="StorageException">It is damaged.</exception>
    public BookFile? Find() => File.Exists(Place) ? Parse(File.ReadAllBytes(Place)) : null;

    /// <inheritdoc/>
    public Task<bool> TryWriteAsync(BookFile file, string? tag, CancellationToken cancel) =>
        AtomicFile.GuardAsync(Place, async () =>
        {
            using var alone = await FolderLock.TakeAsync(folder.Path, cancel, Lock);
            if (await TagAsync(cancel) != tag) return false;
            await AtomicFile.ReplaceAsync(Place, SealedJson.Write(file), cancel);
            return true;
        });

    private BookFile Parse(byte[] bytes) => SealedJson.Read<BookFile>(bytes, Place, $"; {Remedy}");

    private async Task<string?> TagAsync(CancellationToken cancel) => File.Exists(Place)
        ? Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Place, cancel))) : null;
}
