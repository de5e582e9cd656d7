using System.CommandLine.Parsing;
using System.Globalization;
using NodaTime.Text;
using Trading.Core.Text;

namespace Trading.Cli.Input;

/// <summary>Parses the values of options; the error of a wrong value names the option, the value, and what it may be.</summary>
internal static class Values
{
    /// <summary>A whole number in a range.</summary>
    public static Func<ArgumentResult, int> Whole(int least, int most) => result =>
        int.TryParse(Text(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least
            && number <= most
            ? number
            : Wrong<int>(result, $"a whole number from {least} to {most}");

    /// <summary>A date such as 2025-11-03.</summary>
    public static LocalDate Date(ArgumentResult result) =>
        LocalDatePattern.Iso.Parse(Text(result)) is { Success: true, Value: var date } && date.Year >= NyseFirstYear
            ? date
            : Wrong<LocalDate>(result, $"a date such as 2025-11-03, from {NyseFirstYear} on");

    /// <summary>A date with a time of day, such as 2025-11-04T20:30.</summary>
    public static LocalDateTime? Minute(ArgumentResult result) =>
        DateAndMinute.Parse(Text(result)) is { Success: true, Value: var minute } && minute.Year >= NyseFirstYear
            ? minute
            : Wrong<LocalDateTime?>(result, $"a New York date and time such as 2025-11-04T20:30, from {NyseFirstYear} on");

    /// <summary>One of an enum's names, in any case.</summary>
    public static T? Name<T>(ArgumentResult result) where T : struct, Enum =>
        Enum.GetNames<T>().FirstOrDefault(n => n.Equals(Text(result), StringComparison.OrdinalIgnoreCase)) is { } name
            ? Enum.Parse<T>(name)
            : Wrong<T?>(result, OneOf(Enum.GetNames<T>()));

    /// <summary>Tickers separated by commas.</summary>
    public static IReadOnlyList<string> Symbols(ArgumentResult result) =>
        Text(result).Split(',', StringSplitOptions.TrimEntries) is var symbols && symbols.All(s => s.Length > 0)
            ? [.. symbols.Select(s => s.ToUpperInvariant()).Distinct(StringComparer.Ordinal)]
            : Wrong<IReadOnlyList<string>>(result, "tickers separated by commas, such as SPY,QQQ")!;

    private static readonly LocalDateTimePattern DateAndMinute = LocalDateTimePattern.CreateWithInvariantCulture(
        "uuuu-MM-dd'T'HH:mm");

    private const int NyseFirstYear = Trading.Core.Market.NyseCalendar.FirstYear;

    private static string Text(ArgumentResult result) => result.Tokens[0].Value;

    /// <summary>Names in words, for a message.</summary>
    public static string OneOf(IEnumerable<string> names) => string.Join(", ", names.Select(n => n.ToLowerInvariant()));

    private static T? Wrong<T>(ArgumentResult result, string allowed)
    {
        var name = result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
        result.AddError($"{name} is '{VisibleText.Beginning(Text(result))}'; it may be {allowed}.");
        return default;
    }
}
