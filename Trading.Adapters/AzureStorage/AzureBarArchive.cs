using System.Runtime.CompilerServices;
using Trading.Adapters.StorageFormats;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// Recorded bars in the container <c>bars</c>, <c>{yyyy-MM-dd}.parquet</c> a session, the same files as in a folder. A session is
/// whole or absent; several sessions are written one after the other, so a process that dies leaves the first of them new. A
/// merge writes under the ETag of what it read, and starts again when another process was faster. Safe for use by several threads
/// and processes.
/// </summary>
public sealed class AzureBarArchive : IBarArchive
{
    private const int MergeAttempts = 30;
    private const int LongestPause = 50;
    private readonly BlobFolder folder;

    /// <summary>Makes the archive; the first call sends the first request.</summary>
    public AzureBarArchive(AzureStorageAccount account) => folder = account.Blobs("bars");

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) =>
        BarFiles.SessionsOf((await folder.ListAsync(BarFiles.Extension, cancel)).Select(blob => blob.Name));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BarSeries>> ReadAsync(LocalDate session, CancellationToken cancel) =>
        await StreamAsync(session, null, cancel).ToListAsync(cancel);

    /// <inheritdoc/>
    public async IAsyncEnumerable<BarSeries> StreamAsync(
        LocalDate session, IReadOnlySet<string>? symbols, [EnumeratorCancellation] CancellationToken cancel)
    {
        var name = BarFiles.NameOf(session);
        if (await folder.FindAsync(name, cancel) is not { } blob) yield break;
        await foreach (var series in BarsAsync(name, blob, symbols, cancel)) yield return series;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredSeries>> ListAsync(LocalDate session, CancellationToken cancel)
    {
        var name = BarFiles.NameOf(session);
        return await folder.FindAsync(name, cancel) is { } blob
            ? await ParquetBars.ListAsync(new MemoryStream(blob.Content), folder.Address(name), cancel)
            : [];
    }

    /// <inheritdoc/>
    public Task WriteAsync(LocalDate session, IReadOnlyList<BarSeries> bars, CancellationToken cancel) =>
        WriteAllAsync([new(session, bars)], cancel);

    /// <inheritdoc/>
    public async Task WriteAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel)
    {
        var files = new List<(string Name, byte[] Content)>(batch.Count);
        // All files are made before the first is written, so that a bar that cannot be stored leaves nothing behind.
        foreach (var day in batch) files.Add((BarFiles.NameOf(day.Session), await ParquetBars.WriteAsync(day.Bars, cancel)));
        foreach (var (name, content) in files) await folder.WriteAsync(name, content, cancel);
    }

    /// <inheritdoc/>
    public async Task MergeAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel)
    {
        foreach (var day in batch) JournalRules.Storable(day.Bars);
        foreach (var day in batch) await MergeAsync(day, cancel);
    }

    private async Task MergeAsync(SessionBars day, CancellationToken cancel)
    {
        var name = BarFiles.NameOf(day.Session);
        for (var attempt = 1; attempt <= MergeAttempts; attempt++)
        {
            var standing = await folder.FindAsync(name, cancel);
            var bytes = new MemoryStream();
            await ParquetBars.WriteAsync(bytes, day.OverAsync(BarsAsync(name, standing, null, cancel), cancel), cancel);
            var merged = bytes.ToArray();
            var written = standing is null
                ? await folder.TryAddAsync(name, merged, null, cancel)
                : await folder.TryReplaceAsync(name, merged, standing.Tag, cancel);
            if (written) return;
            await Task.Delay(Random.Shared.Next(LongestPause), cancel);
        }
        throw new StorageException(
            $"{folder.Address(name)} was changed by others {MergeAttempts} times while bars were being added to it; stop the "
                + $"other collectors or try again.");
    }

    private IAsyncEnumerable<BarSeries> BarsAsync(
        string name, StoredBlob? blob, IReadOnlySet<string>? symbols, CancellationToken cancel) => blob is null
        ? AsyncEnumerable.Empty<BarSeries>()
        : ParquetBars.StreamAsync(new MemoryStream(blob.Content), folder.Address(name), symbols, cancel);
}
