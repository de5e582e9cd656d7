using Trading.Adapters.StorageFormats;
using Trading.Core.Learning.Record;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// Out-of-sample records in a folder, <c>{recipe}/{yyyy-MM-dd}.parquet</c> a session. A file appears whole or not at all. Safe
/// for use by several threads and processes: of two that write the same session the last one counts, and both write the same.
/// </summary>
/// <param name="folder">The folder; the first write creates it.</param>
public sealed class FolderForecastRecord(string folder) : IForecastRecord
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(string recipe, CancellationToken cancel)
    {
        var home = HomeOf(recipe);
        return AtomicFile.GuardAsync(home, () => Task.FromResult<IReadOnlyList<LocalDate>>(
            Directory.Exists(home) ? BarFiles.SessionsOf(Directory.EnumerateFiles(home).Select(Path.GetFileName)!) : []));
    }

    /// <inheritdoc/>
    public Task<OutOfSampleSession?> ReadAsync(string recipe, LocalDate session, CancellationToken cancel)
    {
        var path = PathOf(recipe, session);
        return AtomicFile.GuardAsync(path, async () => File.Exists(path)
            ? await ParquetRecord.ReadAsync(await File.ReadAllBytesAsync(path, cancel), path, cancel)
            : null);
    }

    /// <inheritdoc/>
    public async Task WriteAsync(string recipe, OutOfSampleSession session, CancellationToken cancel)
    {
        var path = PathOf(recipe, session.Session);
        var bytes = await ParquetRecord.WriteAsync(session, cancel);
        await AtomicFile.GuardAsync(path, async () =>
        {
            Directory.CreateDirectory(HomeOf(recipe));
            await AtomicFile.ReplaceAsync(path, bytes, cancel);
            return true;
        });
    }

    private string PathOf(string recipe, LocalDate session) => Path.Combine(HomeOf(recipe), BarFiles.NameOf(session));

    private string HomeOf(string recipe) => Path.Combine(folder, RecordFiles.RequireRecipe(recipe));
}
