using System.Runtime.CompilerServices;
using Trading.Adapters.StorageFormats;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// Recorded bars in a folder, <c>{yyyy-MM-dd}.parquet</c> a session. Safe for use by several threads and processes.
/// A batch of several sessions is written aside first; one rename then decides that it counts, and its files move into place. If
/// the writer dies during the moves, the next archive that opens the folder finishes them. What remains: a reader that looked for
/// unfinished moves just before may see some sessions new and others old; each session is whole.
/// </summary>
/// <param name="folder">The folder; the first write creates it.</param>
public sealed class ParquetBarArchive(string folder) : IBarArchive
{
    private readonly string decided = Path.Combine(folder, ".decided");

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) =>
        AtomicFile.GuardAsync<IReadOnlyList<LocalDate>>(folder, async () =>
        {
            if (!Directory.Exists(folder)) return [];
            await FinishAsync(cancel);
            return BarFiles.SessionsOf(
                Directory.EnumerateFiles(folder, $"*{BarFiles.Extension}").Select(path => Path.GetFileName(path)));
        });

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BarSeries>> ReadAsync(LocalDate session, CancellationToken cancel) =>
        await StreamAsync(session, null, cancel).ToListAsync(cancel);

    /// <inheritdoc/>
    public async IAsyncEnumerable<BarSeries> StreamAsync(
        LocalDate session, IReadOnlySet<string>? symbols, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (await OpenAsync(session, cancel) is not { } file) yield break;
        await foreach (var series in ParquetBars.StreamAsync(file, file.Name, symbols, cancel)) yield return series;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredSeries>> ListAsync(LocalDate session, CancellationToken cancel) =>
        await OpenAsync(session, cancel) is { } file ? await ParquetBars.ListAsync(file, file.Name, cancel) : [];

    /// <inheritdoc/>
    public async Task WriteAsync(LocalDate session, IReadOnlyList<BarSeries> bars, CancellationToken cancel)
    {
        var sorted = JournalRules.Storable(bars);
        await AtomicFile.GuardAsync(PathOf(session), async () =>
        {
            Directory.CreateDirectory(folder);
            using var alone = await FolderLock.TakeAsync(folder, cancel);
            MoveDecided();
            await AtomicFile.ReplaceAsync(
                PathOf(session), file => ParquetBars.WriteAsync(file, sorted.ToAsyncEnumerable(), cancel));
            return true;
        });
    }

    /// <inheritdoc/>
    public Task WriteAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel) =>
        PublishAsync(batch, day => JournalRules.Storable(day.Bars).ToAsyncEnumerable(), cancel);

    /// <inheritdoc/>
    public Task MergeAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel) =>
        PublishAsync(batch, day => day.OverAsync(KeptAsync(day.Session, cancel), cancel), cancel);

    private Task<bool> PublishAsync(
        IReadOnlyList<SessionBars> batch, Func<SessionBars, IAsyncEnumerable<BarSeries>> content, CancellationToken cancel) =>
            AtomicFile.GuardAsync(folder, async () =>
    {
        Directory.CreateDirectory(folder);
        using var alone = await FolderLock.TakeAsync(folder, cancel);
        MoveDecided();
        var aside = AtomicFile.Aside(folder);
        try
        {
            Directory.CreateDirectory(aside);
            await Parallel.ForEachAsync(
                batch,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel },
                async (day, stop) => await AtomicFile.WriteAsync(
                    Path.Combine(aside, BarFiles.NameOf(day.Session)), file => ParquetBars.WriteAsync(file, content(day), stop)));
            Directory.Move(aside, decided);
            MoveDecided();
            return true;
        }
        finally
        {
            if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        }
    });

    private Task<FileStream?> OpenAsync(LocalDate session, CancellationToken cancel) =>
        AtomicFile.GuardAsync(PathOf(session), async () =>
        {
            await FinishAsync(cancel);
            return OpenFile(PathOf(session));
        });

    private async IAsyncEnumerable<BarSeries> KeptAsync(LocalDate session, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (OpenFile(PathOf(session)) is not { } file) yield break;
        await foreach (var series in ParquetBars.StreamAsync(file, file.Name, null, cancel)) yield return series;
    }

    // A file that is replaced while it is read stays as it was for its reader.
    private static FileStream? OpenFile(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private async Task FinishAsync(CancellationToken cancel)
    {
        if (!Directory.Exists(decided)) return;
        using var alone = await FolderLock.TakeAsync(folder, cancel);
        MoveDecided();
    }

    private void MoveDecided()
    {
        if (!Directory.Exists(decided)) return;
        foreach (var file in Directory.GetFiles(decided))
            File.Move(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        Directory.Delete(decided);
    }

    private string PathOf(LocalDate session) => Path.Combine(folder, BarFiles.NameOf(session));
}
