using System.Globalization;
using NodaTime.Text;

namespace Trading.Adapters.StorageFormats;

/// <summary>
/// Values as the text that a journal's columns hold: dates and instants in ISO 8601, instants in UTC and to the nanosecond; money
/// as a decimal number; enums by name; a hash as 16 hexadecimal digits. Every reader throws <see cref="FormatException"/> on
/// another text.
/// </summary>
internal static class StoredText
{
    /// <summary>A date, as <c>2025-11-03</c>.</summary>
    public static string Of(LocalDate date) => LocalDatePattern.Iso.Format(date);

    /// <summary>An instant, as <c>2025-11-03T14:30:00.5Z</c>.</summary>
    public static string Of(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>An amount of money, with all its decimals.</summary>
    public static string Of(decimal money) => money.ToString(CultureInfo.InvariantCulture);

    /// <summary>A hash, as <c>fedcba9876543210</c>.</summary>
    public static string OfHash(ulong hash) => hash.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>Reads a date.</summary>
    public static LocalDate ToDate(string text) =>
        LocalDatePattern.Iso.Parse(text).TryGetValue(default, out var date) ? date
            : throw new FormatException($"'{text}' is not a date such as 2025-11-03.");

    /// <summary>Reads an instant.</summary>
    public static Instant ToInstant(string text) => InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out var instant)
        ? instant
        : throw new FormatException($"'{text}' is not a time in UTC such as 2025-11-03T14:30:00Z.");

    /// <summary>Reads an amount of money.</summary>
    public static decimal ToMoney(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var money) ? money
            : throw new FormatException($"'{text}' is not a number.");

    /// <summary>Reads a hash.</summary>
    public static ulong ToHash(string text) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash)
        ? hash
        : throw new FormatException($"'{text}' is not a hash of hexadecimal digits.");

    /// <summary>Reads the name of an enum's value.</summary>
    public static T ToEnum<T>(string text) where T : struct, Enum => Enum.TryParse<T>(text, out var value)
        ? value
        : throw new FormatException($"'{text}' is not one of {string.Join(", ", Enum.GetNames<T>())}.");
}
