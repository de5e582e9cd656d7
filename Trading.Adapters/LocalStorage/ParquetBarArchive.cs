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
    public Task<IReadOnlyList<BarSeries>> ReadAsync(LocalDate session, CancellationToken cancel)
    {
        var path = PathOf(session);
        return AtomicFile.GuardAsync<IReadOnlyList<BarSeries>>(path, async () =>
        {
            await FinishAsync(cancel);
            return await ReadFileAsync(path, cancel);
        });
    }

    /// <inheritdoc/>
    public async Task WriteAsync(LocalDate session, IReadOnlyList<BarSeries> bars, CancellationToken cancel)
    {
        var bytes = await ParquetBars.WriteAsync(bars, cancel);
        await AtomicFile.GuardAsync(PathOf(session), async () =>
        {
            Directory.CreateDirectory(folder);
            using var alone = await FolderLock.TakeAsync(folder, cancel);
            MoveDecided();
            await AtomicFile.ReplaceAsync(PathOf(session), bytes, cancel);
            return true;
        });
    }

    /// <inheritdoc/>
    public Task WriteAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel) =>
        PublishAsync(batch, Task.FromResult, cancel);

    /// <inheritdoc/>
    public Task MergeAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel) =>
        PublishAsync(batch, async day => day.Over(await ReadFileAsync(PathOf(day.Session), cancel)), cancel);

    private Task<bool> PublishAsync(
        IReadOnlyList<SessionBars> batch, Func<SessionBars, Task<SessionBars>> content, CancellationToken cancel) =>
            AtomicFile.GuardAsync(folder, async () =>
    {
        Directory.CreateDirectory(folder);
        using var alone = await FolderLock.TakeAsync(folder, cancel);
        MoveDecided();
        var aside = AtomicFile.Aside(folder);
        try
        {
            Directory.CreateDirectory(aside);
            foreach (var day in batch)
            {
                var bytes = await ParquetBars.WriteAsync((await content(day)).Bars, cancel);
                await AtomicFile.WriteAsync(Path.Combine(aside, BarFiles.NameOf(day.Session)), bytes, cancel);
            }
            Directory.Move(aside, decided);
            MoveDecided();
            return true;
        }
        finally
        {
            if (Directory.Exists(aside)) Directory.Delete(aside, recursive: true);
        }
    });

    private static async Task<IReadOnlyList<BarSeries>> ReadFileAsync(string path, CancellationToken cancel) =>
        File.Exists(path) ? await ParquetBars.ReadAsync(await File.ReadAllBytesAsync(path, cancel), path, cancel) : [];

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
