using System.Globalization;
using Azure.Data.Tables;
using NodaTime.Text;
using Trading.Core.Journal;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// How values are spelt in a row's columns, and how they are read back: money as text, for a table has no decimals; instants as
/// ISO 8601 text in UTC, for a table's ticks have no nanoseconds; enums by name. What is null has no column.
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

    /// <summary>A person's or a machine's words, which are cut off where a table could not keep them.</summary>
    public static TableEntity WithWords(this TableEntity row, string column, string? words) => row.With(column, words is { Length: > LongestText }
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
        if (!double.IsFinite(known)) throw new StorageException($"The row {row.PartitionKey} {row.RowKey} cannot be kept: its {column} is {known}, and a table keeps finite numbers only.");
        row[column] = known;
        return row;
    }

    public static TableEntity With(this TableEntity row, string column, decimal? money) =>
        row.With(column, money?.ToString(CultureInfo.InvariantCulture));

    public static TableEntity With(this TableEntity row, string column, Instant? instant) =>
        row.With(column, instant is { } known ? InstantPattern.ExtendedIso.Format(known) : null);

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

    public static double Number(this TableEntity row, string column) => row.NumberOrNull(column) ?? throw Bad(row, column, "nothing");

    public static decimal? MoneyOrNull(this TableEntity row, string column) => row.TextOrNull(column) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var money) ? money : throw Bad(row, column, text);

    public static decimal Money(this TableEntity row, string column) => row.MoneyOrNull(column) ?? throw Bad(row, column, "nothing");

    public static Instant? MomentOrNull(this TableEntity row, string column) => row.TextOrNull(column) is not { } text ? null
        : InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out var instant) ? instant : throw Bad(row, column, text);

    public static Instant Moment(this TableEntity row, string column) => row.MomentOrNull(column) ?? throw Bad(row, column, "nothing");

    /// <summary>A session that stands in a column or is a key.</summary>
    public static LocalDate Session(this TableEntity row, string column) =>
        LocalDatePattern.Iso.Parse(row.Text(column)).TryGetValue(default, out var session) ? session : throw Bad(row, column, row.Text(column));

    public static ulong Hash(this TableEntity row, string column) =>
        ulong.TryParse(row.Text(column), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash) ? hash : throw Bad(row, column, row.Text(column));

    public static T? NameOrNull<T>(this TableEntity row, string column) where T : struct, Enum => row.TextOrNull(column) is not { } text ? null
        : Enum.TryParse<T>(text, out var value) ? value : throw Bad(row, column, $"{text}, which is none of {string.Join(", ", Enum.GetNames<T>())}");

    public static T Name<T>(this TableEntity row, string column) where T : struct, Enum => row.NameOrNull<T>(column) ?? throw Bad(row, column, "nothing");

    public static FormatException Bad(TableEntity row, string column, string value) =>
        new($"the row {row.PartitionKey} {row.RowKey} has {value} as its {column}.");
}
