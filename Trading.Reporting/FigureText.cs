using System.Globalization;
using System.Text;
using NodaTime.Text;
using Trading.Core.Market;

namespace Trading.Reporting;

/// <summary>How a report spells figures and times: the same on every machine, with an en dash for what was not counted.</summary>
public static class FigureText
{
    private const int MostNames = 20;

    /// <summary>Stands where there is no figure.</summary>
    public const string None = "–";

    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>Dollars and cents, as in <c>−$4.20</c>; with a plus where <paramref name="withPlus"/>.</summary>
    public static string Money(decimal? dollars, bool withPlus = false)
    {
        if (dollars is not { } value) return None;
        var rounded = Math.Round(value, 2, MidpointRounding.AwayFromZero);
        return $"{Sign(Math.Sign(rounded), withPlus)}${Digits(Math.Abs(rounded), 2)}";
    }

    /// <summary>A share's price: two decimals from one dollar up, four below.</summary>
    public static string Price(decimal? dollars) => dollars is { } value ? Digits(value, value >= 1 ? 2 : 4) : None;

    /// <summary>A fraction as a percentage, as in <c>12.3 %</c>; with a plus where <paramref name="withPlus"/>.</summary>
    public static string Percent(double? fraction, int decimals = 1, bool withPlus = false) =>
        Number(fraction * 100, decimals, withPlus) is var text && text == None ? None : $"{text} %";

    /// <summary>A plain number with a fixed count of decimals.</summary>
    public static string Number(double? number, int decimals, bool withPlus = false)
    {
        if (number is not { } value || !double.IsFinite(value)) return None;
        var rounded = Math.Round(value, decimals, MidpointRounding.AwayFromZero);
        return $"{Sign(Math.Sign(rounded), withPlus)}{Digits(Math.Abs(rounded), decimals)}";
    }

    /// <summary>A count with thousands set apart.</summary>
    public static string Count(long count) => Digits(count, 0);

    /// <summary>A count in four characters or so, as in <c>12.3k</c>, for narrow places.</summary>
    public static string ShortCount(long count) => count switch
    {
        >= 10_000_000 => $"{count / 1_000_000}M",
        >= 1_000_000 => $"{Digits(count / 100_000 / 10m, 1)}M",
        >= 10_000 => $"{count / 1000}k",
        >= 1000 => $"{Digits(count / 100 / 10m, 1)}k",
        _ => Digits(count, 0),
    };

    /// <summary>A number of things, as in <c>1 trade</c> and <c>12 trades</c>.</summary>
    public static string Counted(long count, string thing) => $"{Count(count)} {thing}{(count == 1 ? "" : "s")}";

    /// <summary>Names with commas; of many the first, and how many more there are.</summary>
    public static string Names(IReadOnlyCollection<string> names) => names.Count <= MostNames
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MostNames))} and {Count(names.Count - MostNames)} more";

    /// <summary>New York date.</summary>
    public static string Date(LocalDate date) => LocalDatePattern.Iso.Format(date);

    /// <summary>New York date and time to the minute.</summary>
    public static string NewYork(Instant? at) => at is { } instant ? Minute.Format(instant.InNewYork()) : None;

    /// <summary>A name such as <c>TakeProfit</c> in words: <c>Take profit</c>.</summary>
    public static string Words(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (words.Length > 0 && char.IsUpper(letter)) words.Append(' ').Append(char.ToLowerInvariant(letter));
            else words.Append(letter);
        }
        return words.ToString();
    }

    private static string Sign(int sign, bool withPlus) => sign < 0 ? "−" : withPlus && sign > 0 ? "+" : "";

    private static string Digits(IFormattable value, int decimals) =>
        value.ToString($"N{decimals}", CultureInfo.InvariantCulture);
}
