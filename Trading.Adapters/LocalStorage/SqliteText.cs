using Microsoft.Data.Sqlite;
using NodaTime.Text;

namespace Trading.Adapters.LocalStorage;

/// <summary>How values are spelt in the journal's columns, and how they are read back.</summary>
internal static class SqliteText
{
    public static string Text(this LocalDate date) => LocalDatePattern.Iso.Format(date);

    public static string Text(this Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    public static string? Text(this Instant? instant) => instant is { } known ? Text(known) : null;

    public static string Text(this decimal number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static string? Text(this decimal? number) => number is { } known ? Text(known) : null;

    public static LocalDate Date(this SqliteDataReader row, int column) =>
        LocalDatePattern.Iso.Parse(row.GetString(column)).GetValueOrThrow();

    public static Instant Instant(this SqliteDataReader row, int column) =>
        InstantPattern.ExtendedIso.Parse(row.GetString(column)).GetValueOrThrow();

    public static Instant? InstantOrNull(this SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Instant(column);

    public static decimal Decimal(this SqliteDataReader row, int column) => decimal.Parse(
        row.GetString(column), System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture);

    public static decimal? DecimalOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Decimal(column);

    public static double? DoubleOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    public static string? StringOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static T Name<T>(this SqliteDataReader row, int column) where T : struct, Enum =>
        Enum.TryParse<T>(row.GetString(column), out var value)
            ? value
            : throw new FormatException($"'{row.GetString(column)}' is not one of {string.Join(", ", Enum.GetNames<T>())}.");
}
