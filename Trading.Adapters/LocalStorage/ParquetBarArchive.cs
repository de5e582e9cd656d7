using NodaTime.Text;
using Trading.Core.Journal;
using Trading.Core.Market;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// Recorded bars in a folder, <c>{yyyy-MM-dd}.parquet</c> a session. Safe for use by several threads and processes.
/// Several sessions written together are first written aside, whole; one rename then makes them count, and moving them into
/// place is finished by whoever opens the folder next, should the writer be killed. What remains: while they are being moved, a
/// reader that had looked for unfinished moves just before may see some sessions new and others as they were; each is whole.
/// </summary>
/// <param name="folder">The folder; made when first written to.</param>
public sealed class ParquetBarArchive(string folder) : IBarArchive
{
    private const string Extension = ".parquet";
    private readonly string decided = Path.Combine(folder, ".decided");

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) =>
        WholeFile.GuardAsync<IReadOnlyList<LocalDate>>(folder, async () =>
        {
            if (!Directory.Exists(folder)) return [];
            await FinishAsync(cancel);
            return
            [
                .. Directory.EnumerateFiles(folder, $"*{Extension}")
                    .Select(file => LocalDatePattern.Iso.Parse(Path.GetFileNameWithoutExtension(file)))
                    .Where(name => name.Success)
                    .Select(name => name.Value)
                    .Order(),
            ];
        });

    /// <inheritdoc/>
    public Task<IReadOnlyList<BarSeries>> ReadAsync(LocalDate session, CancellationToken cancel)
    {
        var path = PathOf(session);
        return WholeFile.GuardAsync<IReadOnlyList<BarSeries>>(path, async () =>
        {
            await FinishAsync(cancel);
            return await ReadFileAsync(path, cancel);
        });
    }

    /// <inheritdoc/>
    public async Task WriteAsync(LocalDate session, IReadOnlyList<BarSeries> bars, CancellationToken cancel)
    {
        var bytes = await ParquetBars.WriteAsync(bars, cancel);
        await WholeFile.GuardAsync(PathOf(session), async () =>
        {
            Directory.CreateDirectory(folder);
            using var alone = await FolderLock.TakeAsync(folder, cancel);
            MoveDecided();
            await WholeFile.ReplaceAsync(PathOf(session), bytes, cancel);
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
        IReadOnlyList<SessionBars> batch, Func<SessionBars, Task<SessionBars>> content, CancellationToken cancel) => WholeFile.GuardAsync(folder, async () =>
    {
        Directory.CreateDirectory(folder);
        using var alone = await FolderLock.TakeAsync(folder, cancel);
        MoveDecided();
        var aside = WholeFile.Aside(folder);
        try
        {
            Directory.CreateDirectory(aside);
            foreach (var day in batch)
            {
                var bytes = await ParquetBars.WriteAsync((await content(day)).Bars, cancel);
                await WholeFile.WriteAsync(Path.Combine(aside, NameOf(day.Session)), bytes, cancel);
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

    private string PathOf(LocalDate session) => Path.Combine(folder, NameOf(session));

    private static string NameOf(LocalDate session) => LocalDatePattern.Iso.Format(session) + Extension;
}
