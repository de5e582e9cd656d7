using Trading.Adapters.StorageFormats;
using Trading.Core.Learning.Record;
using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// Out-of-sample records in the container <c>record</c>, <c>{recipe}/{yyyy-MM-dd}.parquet</c> a session, the same files as in a
/// folder. A session is whole or absent. Safe for use by several threads and processes.
/// </summary>
public sealed class AzureForecastRecord : IForecastRecord
{
    private readonly BlobFolder folder;

    /// <summary>Makes the record; the first call sends the first request.</summary>
    public AzureForecastRecord(AzureStorageAccount account) => folder = account.Blobs("record");

    /// <inheritdoc/>
    public async Task<IReadOnlyList<LocalDate>> GetSessionsAsync(string recipe, CancellationToken cancel)
    {
        var home = HomeOf(recipe);
        var blobs = await folder.ListAsync(BarFiles.Extension, cancel, home);
        return BarFiles.SessionsOf(blobs.Select(blob => blob.Name[home.Length..]));
    }

    /// <inheritdoc/>
    public async Task<OutOfSampleSession?> ReadAsync(string recipe, LocalDate session, CancellationToken cancel)
    {
        var name = NameOf(recipe, session);
        return await folder.FindAsync(name, cancel) is { } blob
            ? await ParquetRecord.ReadAsync(blob.Content, folder.Address(name), cancel)
            : null;
    }

    /// <inheritdoc/>
    public async Task WriteAsync(string recipe, OutOfSampleSession session, CancellationToken cancel) =>
        await folder.WriteAsync(NameOf(recipe, session.Session), await ParquetRecord.WriteAsync(session, cancel), cancel);

    private static string NameOf(string recipe, LocalDate session) => HomeOf(recipe) + BarFiles.NameOf(session);

    private static string HomeOf(string recipe) => $"{RecordFiles.RequireRecipe(recipe)}/";
}
