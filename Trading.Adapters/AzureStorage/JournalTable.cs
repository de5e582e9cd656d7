using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// A table of rows. The first write creates it, so that no call asks whether it exists; a table that does not exist reads as an
/// empty one. Each write has a name of its own: when an answer was lost and the SDK repeats a conditional write that had
/// succeeded, the row's name tells that the conflict is with this writer itself.
/// </summary>
internal sealed class JournalTable(TableClient client)
{
    /// <summary>Most rows of a transaction.</summary>
    public const int MostRows = 100;

    private const string Role = "Storage Table Data Contributor";
    internal const string WriteColumn = "Write";

    /// <summary>The rows of one query, in the order of their keys.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(
        FormattableString filter, Func<TableEntity, T> read, CancellationToken cancel)
    {
        var rows = new List<T>();
        await foreach (var page in StreamAsync(filter, read, cancel)) rows.AddRange(page);
        return rows;
    }

    /// <summary>The same rows, as many at a time as an answer of the service has.</summary>
    public async IAsyncEnumerable<IReadOnlyList<T>> StreamAsync<T>(
        FormattableString filter, Func<TableEntity, T> read, [EnumeratorCancellation] CancellationToken cancel)
    {
        var query = client.QueryAsync<TableEntity>(TableClient.CreateQueryFilter(filter), cancellationToken: cancel);
        await using var pages = query.AsPages().GetAsyncEnumerator(cancel);
        while (await NextAsync() is { } rows) yield return rows;

        Task<IReadOnlyList<T>?> NextAsync() => GuardAsync<IReadOnlyList<T>?>(async () =>
        {
            try
            {
                return await pages.MoveNextAsync()
                    ? [.. pages.Current.Values.Select(row => EntityChecksum.Read(row, client.Name, read))] : null;
            }
            catch (RequestFailedException e) when (IsMissing(e))
            {
                return null;
            }
        }, cancel);
    }

    /// <summary>One row, or the type's default.</summary>
    public Task<T?> FindAsync<T>(string partition, string key, Func<TableEntity, T> read, CancellationToken cancel) =>
        GuardAsync(async () => await ReadAsync(partition, key, cancel) is { } row
            ? EntityChecksum.Read(row, client.Name, read) : default, cancel);

    /// <summary>Adds or replaces a row.</summary>
    public Task UpsertAsync(TableEntity row, CancellationToken cancel) =>
        WriteAsync(() => client.UpsertEntityAsync(EntityChecksum.Sealed(row), TableUpdateMode.Replace, cancel), cancel);

    /// <summary>Adds a row and gives its tag; null, changing nothing, when its key exists.</summary>
    public Task<ETag?> TryInsertAsync(TableEntity row, CancellationToken cancel) => WriteAsync<ETag?>(async () =>
    {
        var name = Name(row);
        try
        {
            return (await client.AddEntityAsync(EntityChecksum.Sealed(row), cancel)).Headers.ETag;
        }
        catch (RequestFailedException e) when (Exists(e))
        {
            return await MineAsync(row, name, cancel);
        }
    }, cancel);

    /// <summary>
    /// Replaces a row whose tag is <paramref name="expected"/> and gives the new tag; null, changing nothing, when it is missing
    /// or has another tag.
    /// </summary>
    public Task<ETag?> TryReplaceAsync(TableEntity row, ETag expected, CancellationToken cancel) => GuardAsync<ETag?>(async () =>
    {
        var name = Name(row);
        try
        {
            return (await client.UpdateEntityAsync(
                EntityChecksum.Sealed(row), expected, TableUpdateMode.Replace, cancel)).Headers.ETag;
        }
        catch (RequestFailedException e) when (IsMissing(e))
        {
            return null;
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return await MineAsync(row, name, cancel);
        }
    }, cancel);

    /// <summary>
    /// Adds a row, or replaces the one of its key if <paramref name="mayReplace"/> allows it; false, changing nothing, when it
    /// does not. Only the version that was asked about is replaced.
    /// </summary>
    public async Task<bool> SaveAsync<T>(
        TableEntity row, Func<TableEntity, T> read, Func<T, bool> mayReplace, CancellationToken cancel) where T : class
    {
        // A refused write means that another writer was faster. The next round reads what that writer stored.
        while (await TryInsertAsync(row, cancel) is null)
        {
            var (standing, tag) = await FindAsync(
                row.PartitionKey, row.RowKey, found => ((T?)read(found), found.ETag), cancel);
            if (standing is null) continue;
            if (!mayReplace(standing)) return false;
            if (await TryReplaceAsync(row, tag, cancel) is not null) return true;
        }
        return true;
    }

    /// <summary>Deletes a row; nothing happens when it is missing.</summary>
    public Task DeleteAsync(string partition, string key, CancellationToken cancel) =>
        TryDeleteAsync(partition, key, ETag.All, cancel);

    /// <summary>
    /// Deletes a row whose tag is <paramref name="expected"/>; nothing happens when it is missing; false, changing nothing, when
    /// it has another tag.
    /// </summary>
    public Task<bool> TryDeleteAsync(string partition, string key, ETag expected, CancellationToken cancel) =>
        GuardAsync(async () =>
    {
        try
        {
            await client.DeleteEntityAsync(partition, key, expected, cancel);
        }
        catch (RequestFailedException e) when (IsMissing(e))
        {
            // The row is gone already.
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            return false;
        }
        return true;
    }, cancel);

    /// <summary>Adds or replaces at most <see cref="MostRows"/> rows of one partition; all or none.</summary>
    public Task UpsertAllAsync(IReadOnlyList<TableEntity> rows, CancellationToken cancel) =>
        WriteAsync(() => client.SubmitTransactionAsync(rows.Select(Upsert), cancel), cancel);

    /// <summary>
    /// Adds at most <see cref="MostRows"/> rows of one partition; false, changing nothing, when the key of one exists.
    /// </summary>
    public Task<bool> TryInsertAllAsync(IReadOnlyList<TableEntity> rows, CancellationToken cancel) => WriteAsync(async () =>
    {
        try
        {
            await client.SubmitTransactionAsync(
                rows.Select(Add), cancel);
            return true;
        }
        catch (RequestFailedException e) when (Exists(e))
        {
            return false;
        }
    }, cancel);

    /// <summary>
    /// Adds <paramref name="first"/> and with it adds or replaces fewer than <see cref="MostRows"/> rows of its partition; false,
    /// changing nothing, when the key of <paramref name="first"/> exists.
    /// </summary>
    public Task<bool> TryClaimAsync(TableEntity first, IReadOnlyList<TableEntity> rows, CancellationToken cancel) =>
        WriteAsync(async () =>
    {
        var name = Name(first);
        try
        {
            await client.SubmitTransactionAsync(rows.Select(Upsert).Prepend(Add(first)), cancel);
            return true;
        }
        catch (RequestFailedException e) when (Exists(e))
        {
            return await MineAsync(first, name, cancel) is not null;
        }
    }, cancel);

    private static TableTransactionAction Upsert(TableEntity row) =>
        new(TableTransactionActionType.UpsertReplace, EntityChecksum.Sealed(row));

    private static TableTransactionAction Add(TableEntity row) =>
        new(TableTransactionActionType.Add, EntityChecksum.Sealed(row));

    private static string Name(TableEntity row)
    {
        var name = Guid.NewGuid().ToString("N");
        row[WriteColumn] = name;
        return name;
    }

    private async Task<ETag?> MineAsync(TableEntity row, string name, CancellationToken cancel) =>
        await ReadAsync(row.PartitionKey, row.RowKey, cancel) is { } standing && name.Equals(standing[WriteColumn])
            ? standing.ETag : null;

    private async Task<TableEntity?> ReadAsync(string partition, string key, CancellationToken cancel)
    {
        try
        {
            var found = await client.GetEntityIfExistsAsync<TableEntity>(partition, key, cancellationToken: cancel);
            return found.HasValue ? found.Value : null;
        }
        catch (RequestFailedException e) when (IsMissing(e))
        {
            return null;
        }
    }

    private Task<T> WriteAsync<T>(Func<Task<T>> write, CancellationToken cancel) => GuardAsync(async () =>
    {
        try
        {
            return await write();
        }
        catch (RequestFailedException e) when (e.Status == 404 && e.ErrorCode == TableErrorCode.TableNotFound)
        {
            await client.CreateIfNotExistsAsync(cancel);
            return await write();
        }
    }, cancel);

    private Task<T> GuardAsync<T>(Func<Task<T>> work, CancellationToken cancel) =>
        StorageErrors.GuardAsync(client.Uri, Role, work, cancel);

    private static bool Exists(RequestFailedException e) => e.Status == 409 && e.ErrorCode == TableErrorCode.EntityAlreadyExists;

    private static bool IsMissing(RequestFailedException e) =>
        e.Status == 404 && (e.ErrorCode == TableErrorCode.TableNotFound || e.ErrorCode == TableErrorCode.ResourceNotFound
            || e.ErrorCode == "EntityNotFound");
}
