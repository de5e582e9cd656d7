using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Trading.Adapters.Importing.Tables;

/// <summary>
/// The rows of a Parquet file, as the text that they would be in a text file. Columns that are not wanted, or that hold no plain
/// values, are empty.
/// </summary>
internal sealed class ParquetRows : ITableRows
{
    private readonly List<string[]?[]> rowGroups;
    private int group;
    private int row = -1;

    private ParquetRows(IReadOnlyList<string> header, List<string[]?[]> groups) => (Header, rowGroups) = (header, groups);

    /// <inheritdoc/>
    public IReadOnlyList<string> Header { get; }

    /// <inheritdoc/>
    public int Line { get; private set; }

    /// <inheritdoc/>
    public int Count => Header.Count;

    /// <inheritdoc/>
    public ReadOnlySpan<char> this[int column] => rowGroups[group][column] is { } texts ? texts[row] : "";

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="isWanted">Whether a column of a name is read.</param>
    /// <param name="cancel">Stops between columns.</param>
    /// <exception cref="InvalidDataException">It is no readable Parquet file.</exception>
    public static async Task<ParquetRows> OpenAsync(byte[] bytes, Func<string, bool> isWanted, CancellationToken cancel)
    {
        try
        {
            await using var file = await ParquetReader.CreateAsync(
                new MemoryStream(bytes, writable: false), cancellationToken: cancel);
            var fields = file.Schema.Fields;
            var read = new List<string[]?[]>();
            for (var i = 0; i < file.RowGroupCount; i++)
            {
                using var reader = file.OpenRowGroupReader(i);
                var columns = new string[]?[fields.Count];
                for (var column = 0; column < columns.Length; column++)
                {
                    if (fields[column] is DataField { IsArray: false } field && isWanted(field.Name))
                        columns[column] = await TextsAsync(reader, field, cancel);
                }
                if (reader.RowCount > 0) read.Add(columns);
            }
            return new([.. fields.Select(field => field.Name)], read);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A file that is not Parquet can make the reader throw any exception.
            throw new InvalidDataException(e.Message, e);
        }
    }

    /// <inheritdoc/>
    public bool MoveNext()
    {
        if (group == rowGroups.Count) return false;
        row++;
        Line++;
        if (row < Array.Find(rowGroups[group], texts => texts is not null)?.Length) return true;
        Line--;
        (group, row) = (group + 1, -1);
        return MoveNext();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static async Task<string[]?> TextsAsync(ParquetRowGroupReader group, DataField field, CancellationToken cancel)
    {
        if (field.ClrType == typeof(ReadOnlyMemory<char>) || field.ClrType == typeof(string))
        {
            var texts = new string[group.RowCount];
            await group.ReadAsync(field, texts, cancellationToken: cancel);
            return Array.ConvertAll(texts, text => text?.Trim() ?? "");
        }
        if (field.ClrType == typeof(DateTime))
        {
            var zone = field is DateTimeDataField { IsAdjustedToUTC: true } ? "Z" : "";
            return await TextsAsync<DateTime>(
                group, field, at => at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + zone, cancel);
        }
        if (field.ClrType == typeof(double)) return await TextsAsync<double>(group, field, Text, cancel);
        if (field.ClrType == typeof(float)) return await TextsAsync<float>(group, field, Text, cancel);
        if (field.ClrType == typeof(decimal)) return await TextsAsync<decimal>(group, field, Text, cancel);
        if (field.ClrType == typeof(long)) return await TextsAsync<long>(group, field, Text, cancel);
        if (field.ClrType == typeof(ulong)) return await TextsAsync<ulong>(group, field, Text, cancel);
        if (field.ClrType == typeof(int)) return await TextsAsync<int>(group, field, Text, cancel);
        if (field.ClrType == typeof(uint)) return await TextsAsync<uint>(group, field, Text, cancel);
        return null;
    }

    private static string Text<T>(T value) where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    private static async Task<string[]> TextsAsync<T>(
        ParquetRowGroupReader group, DataField field, Func<T, string> text, CancellationToken cancel) where T : struct
    {
        if (!field.IsNullable)
        {
            var values = new T[group.RowCount];
            await group.ReadAsync<T>(field, values.AsMemory(), cancellationToken: cancel);
            return Array.ConvertAll(values, value => text(value));
        }
        var some = new T?[group.RowCount];
        await group.ReadAsync<T>(field, some.AsMemory(), cancellationToken: cancel);
        return Array.ConvertAll(some, value => value is { } there ? text(there) : "");
    }
}
