using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime.Text;

namespace Trading.Adapters.Settings;

/// <summary>Reads the kinds of values that settings have; null when the text is not one, or is out of range.</summary>
internal static partial class SettingValues
{
    private static readonly LocalTimePattern HourMinute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>How a limit that is not set is written.</summary>
    public const string None = "none";

    public static bool IsNone(string text) => text.Length == 0 || text.Equals(None, StringComparison.OrdinalIgnoreCase);

    public static decimal? Number(string text, decimal least, decimal most) =>
        decimal.TryParse(
            text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most ? number : null;

    public static int? Whole(string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number >= least && number <= most ? number : null;

    // By name only: Enum.TryParse would also take the numbers behind the names.
    public static T? Name<T>(string text) where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<T>(name)
            : null;

    // The names of single bits only, so that a text has one meaning.
    public static T? Names<T>(string text) where T : struct, Enum
    {
        var bits = 0;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (Name<T>(part) is not { } value) return null;
            bits |= Convert.ToInt32(value, CultureInfo.InvariantCulture);
        }
        return (T)Enum.ToObject(typeof(T), bits);
    }

    /// <summary>The word of the list that the text is in any case.</summary>
    public static string? OneOf(string text, IReadOnlyList<string> words) =>
        words.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase));

    public static LocalTime? Time(string text, LocalTime first, LocalTime last) =>
        HourMinute.Parse(text) is { Success: true, Value: var time } && time >= first && time <= last ? time : null;

    public static string Text(LocalTime time) => HourMinute.Format(time);

    public static Duration? Minutes(string text, int least, int most) =>
        MinutesText().Match(text) is { Success: true } match && Whole(match.Groups["minutes"].Value, least, most) is { } minutes
            ? Duration.FromMinutes(minutes)
            : null;

    public static string Text(Duration duration) => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMinutes:0} min");

    /// <summary>Tickers in capitals, given in any case.</summary>
    public static IReadOnlyList<string>? Symbols(string text)
    {
        var symbols = text.ToUpperInvariant().Split(',', StringSplitOptions.TrimEntries);
        var areDistinct = symbols.Distinct(StringComparer.Ordinal).Count() == symbols.Length;
        return areDistinct && Array.TrueForAll(symbols, SymbolText().IsMatch) ? symbols : null;
    }

    [GeneratedRegex(
        @"^(?<minutes>[0-9]+)( ?min(utes)?)?\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MinutesText();

    [GeneratedRegex(@"^[A-Z][A-Z0-9.\-]{0,9}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex SymbolText();
}
