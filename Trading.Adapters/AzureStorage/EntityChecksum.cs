using Azure.Data.Tables;
using Trading.Adapters.StorageFormats;
using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// The checksum in a row's column <c>Checksum</c>: over its keys and its other columns. A row of an older version has none until
/// it is written again.
/// </summary>
internal static class EntityChecksum
{
    private const string Column = "Checksum";

    // What the service adds, and the name of the write, are not the row's content.
    private static readonly string[] Outside = [Column, JournalTable.WriteColumn, "odata.etag", "Timestamp"];

    /// <summary>The row with its checksum, to be written.</summary>
    public static TableEntity Sealed(TableEntity row)
    {
        row[Column] = Of(row);
        return row;
    }

    /// <summary>What a row says, once it is known to be whole.</summary>
    /// <exception cref="StorageException">It does not match its checksum; the message names it.</exception>
    public static T Read<T>(TableEntity row, string table, Func<TableEntity, T> read)
    {
        var record = read(row);
        return !row.TryGetValue(Column, out var stored) || (stored is long checksum && checksum == Of(row)) ? record
            : throw new StorageException(
                $"The row {row.PartitionKey} {row.RowKey} of {table} is damaged: it does not match its checksum. Stop the app, "
                    + $"then correct the row from a backup, or delete it.");
    }

    // The service may give a whole number that was written as a fraction back as an integer.
    private static long Of(TableEntity row) => RowChecksum.Of(row
        .Where(column => !Outside.Contains(column.Key))
        .OrderBy(column => column.Key, StringComparer.Ordinal)
        .SelectMany(column => (object?[])[column.Key, column.Value is int whole ? (double)whole : column.Value]));
}
