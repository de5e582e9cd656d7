using System.Reflection;
using System.Text.Json;
using Trading.Adapters.StorageFormats;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// The statements of a table whose rows are <typeparamref name="TRow"/>: each property is a column of the same name in snake
/// case, and a parameter of the same name in a statement. The key is session and row key.
/// </summary>
internal static class SqliteTable<TRow> where TRow : ISqliteRow
{
    private const string Key = "session, rowkey";
    private static readonly PropertyInfo[] All = typeof(TRow).GetProperties(BindingFlags.Public | BindingFlags.Instance);
    private static readonly string[] Properties = [.. All.Select(property => property.Name)];
    private static readonly PropertyInfo[] Hashed = [.. All.TakeWhile(property => property.Name != nameof(ISqliteRow.Checksum))];

    // Columns that came after the checksum; a null in them is not hashed, so a row that was written before keeps its checksum.
    private static readonly PropertyInfo[] Later =
        [.. All.SkipWhile(property => property.Name != nameof(ISqliteRow.Checksum)).Skip(1)];

    private static readonly string Columns = string.Join(", ", Properties.Select(Column));
    private static readonly string Parameters = string.Join(", ", Properties.Select(property => $"@{property}"));

    /// <summary>The rows of the table; a condition and an order may follow.</summary>
    public static string Select { get; } = $"SELECT {Columns} FROM {TRow.Table}";

    /// <summary>The row of a key.</summary>
    public static string Find { get; } = $"{Select} WHERE session = @Session AND rowkey = @Rowkey";

    /// <summary>Adds a row, or changes nothing when its key exists.</summary>
    public static string Insert { get; } =
        $"INSERT INTO {TRow.Table} ({Columns}) VALUES ({Parameters}) ON CONFLICT ({Key}) DO NOTHING";

    /// <summary>Adds a row, or replaces the one that has its key; a condition may follow.</summary>
    public static string Upsert { get; } =
        $"INSERT INTO {TRow.Table} ({Columns}) VALUES ({Parameters}) ON CONFLICT ({Key}) DO UPDATE SET "
        + string.Join(", ", Properties.Select(Column).Select(column => $"{column} = excluded.{column}"));

    /// <summary>Replaces the row that has its key; a further condition may follow.</summary>
    public static string Replace { get; } =
        $"UPDATE {TRow.Table} SET ({Columns}) = ({Parameters}) WHERE session = @Session AND rowkey = @Rowkey";

    /// <summary>The checksum that a row should have.</summary>
    public static long ChecksumOf(TRow row) => RowChecksum.Of(Hashed
        .Select(property => property.GetValue(row))
        .Concat(Later.SelectMany(property =>
            property.GetValue(row) is { } value ? (object?[])[property.Name, value] : [])));

    /// <summary>A row with its checksum, to be written.</summary>
    public static TRow Sealed(TRow row)
    {
        row.Checksum = ChecksumOf(row);
        return row;
    }

    private static string Column(string property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property);
}

/// <summary>A row of a table of the journal; the properties <c>Session</c> and <c>Rowkey</c> are its key.</summary>
internal interface ISqliteRow
{
    /// <summary>The table's name.</summary>
    static abstract string Table { get; }

    /// <summary>The checksum over the other columns; null only before there were checksums.</summary>
    long? Checksum { get; set; }
}
