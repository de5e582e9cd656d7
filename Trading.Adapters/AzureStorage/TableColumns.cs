using Azure.Data.Tables;
using Trading.Adapters.StorageFormats;
using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// Values in a row's columns. Money is text, because a table has no decimals; instants are text, because a table's ticks have no
/// nanoseconds; enums are names (<see cref="StoredText"/>). A value that is null has no column.
/// </summary>
internal static class TableColumns
{
    /// <summary>Most characters of a text; a table keeps 32 Ki in a column.</summary>
    public const int LongestText = 32_000;

    public static TableEntity With(this TableEntity row, string column, string? text)
    {
        if (text is not null) row[column] = text;
        return row;
    }

    /// <summary>Words of a person or a service, cut off at <see cref="LongestText"/>.</summary>
    public static TableEntity WithWords(this TableEntity row, string column, string? words) =>
        row.With(column, words is { Length: > LongestText }
        ? words[..(char.IsHighSurrogate(words[LongestText - 1]) ? LongestText - 1 : LongestText)]
        : words);

    public static TableEntity With(this TableEntity row, string column, int number)
    {
        row[column] = number;
        return row;
    }

    public static TableEntity With(this TableEntity row, string column, bool? truth)
    {
        if (truth is not null) row[column] = truth;
        return row;
    }

    /// <exception cref="StorageException">It is not a finite number.</exception>
    public static TableEntity With(this TableEntity row, string column, double? number)
    {
        if (number is not { } known) return row;
        if (!double.IsFinite(known))
        {
            throw new StorageException(
                $"The row {row.PartitionKey} {row.RowKey} cannot be kept: its {column} is {known}, and a table keeps finite "
                    + $"numbers only.");
        }
        row[column] = known;
        return row;
    }

    public static TableEntity With(this TableEntity row, string column, decimal? money) =>
        row.With(column, money is { } known ? StoredText.Of(known) : null);

    public static TableEntity With(this TableEntity row, string column, Instant? instant) =>
        row.With(column, instant is { } known ? StoredText.Of(known) : null);

    public static string Text(this TableEntity row, string column) =>
        row.TextOrNull(column) ?? throw Bad(row, column, "nothing");

    public static string? TextOrNull(this TableEntity row, string column) => row.TryGetValue(column, out var value)
        ? value as string ?? throw Bad(row, column, $"{value}")
        : null;

    public static int Whole(this TableEntity row, string column) =>
        row.TryGetValue(column, out var value) && value is int number ? number : throw Bad(row, column, $"{value}");

    public static bool? TruthOrNull(this TableEntity row, string column) => row.TryGetValue(column, out var value)
        ? value as bool? ?? throw Bad(row, column, $"{value}")
        : null;

    public static bool Truth(this TableEntity row, string column) => row.TruthOrNull(column) ?? throw Bad(row, column, "nothing");

    public static double? NumberOrNull(this TableEntity row, string column) => !row.TryGetValue(column, out var value) ? null
        : value switch
        {
            double number => number,
            int number => number,
            _ => throw Bad(row, column, $"{value}"),
        };

    public static double Number(this TableEntity row, string column) =>
        row.NumberOrNull(column) ?? throw Bad(row, column, "nothing");

    public static decimal? MoneyOrNull(this TableEntity row, string column) => row.ValueOrNull(column, StoredText.ToMoney);

    public static decimal Money(this TableEntity row, string column) => row.Value(column, StoredText.ToMoney);

    public static Instant? MomentOrNull(this TableEntity row, string column) => row.ValueOrNull(column, StoredText.ToInstant);

    public static Instant Moment(this TableEntity row, string column) => row.Value(column, StoredText.ToInstant);

    /// <summary>A session in a column or in a key.</summary>
    public static LocalDate Session(this TableEntity row, string column) => row.Value(column, StoredText.ToDate);

    public static ulong Hash(this TableEntity row, string column) => row.Value(column, StoredText.ToHash);

    public static T? NameOrNull<T>(this TableEntity row, string column) where T : struct, Enum =>
        row.ValueOrNull(column, StoredText.ToEnum<T>);

    public static T Name<T>(this TableEntity row, string column) where T : struct, Enum =>
        row.Value(column, StoredText.ToEnum<T>);

    /// <summary>What a column's text stands for.</summary>
    /// <exception cref="FormatException">The text cannot be read; the message names row and column.</exception>
    public static T Parsed<T>(this TableEntity row, string column, Func<string, T> read) => row.Value(column, read);

    /// <summary>What a column's text stands for; null when there is no column.</summary>
    /// <exception cref="FormatException">The text cannot be read; the message names row and column.</exception>
    public static T? ParsedOrNull<T>(this TableEntity row, string column, Func<string, T?> read) where T : class =>
        row.TextOrNull(column) is { } text ? Read(row, column, text, read) : null;

    private static T? ValueOrNull<T>(this TableEntity row, string column, Func<string, T> read) where T : struct =>
        row.TextOrNull(column) is { } text ? Read(row, column, text, read) : null;

    private static T Value<T>(this TableEntity row, string column, Func<string, T> read) =>
        Read(row, column, row.Text(column), read);

    private static T Read<T>(TableEntity row, string column, string text, Func<string, T> read)
    {
        try
        {
            return read(text);
        }
        catch (FormatException e)
        {
            throw new FormatException(
                $"the row {row.PartitionKey} {row.RowKey} has a {column} that cannot be read: {e.Message}", e);
        }
    }

    private static FormatException Bad(TableEntity row, string column, string value) =>
        new($"the row {row.PartitionKey} {row.RowKey} has {value} as its {column}.");
}
