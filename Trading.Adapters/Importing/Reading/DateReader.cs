using NodaTime.Text;

namespace Trading.Adapters.Importing.Reading;

/// <summary>Reads dates as files write them. Not safe for use by several threads: it remembers the last one.</summary>
/// <param name="order">What stands first in a date such as 11/03/2025; null when that is not known.</param>
internal sealed class DateReader(DateOrder? order)
{
    // The year first, or a month in letters: these say themselves what is what. With points the day stands first everywhere.
    private static readonly LocalDatePattern[] Plain = Patterns(
        "uuuu-M-d", "uuuuMMdd", "uuuu/M/d", "uuuu.M.d", "d.M.uuuu", "d-MMM-uuuu", "d MMM uuuu", "d/MMM/uuuu", "ddMMMuuuu",
        "MMM d, uuuu", "MMM d uuuu", "d MMMM uuuu", "MMMM d, uuuu", "uuuu-MMM-d", "uuuu-MMM-dd");

    private static readonly LocalDatePattern[] MonthFirst = Patterns("M/d/uuuu", "M-d-uuuu");
    private static readonly LocalDatePattern[] DayFirst = Patterns("d/M/uuuu", "d-M-uuuu");

    private string lastText = "";
    private LocalDate last;
    private LocalDatePattern likely = Plain[0];

    /// <summary>Reads a date.</summary>
    public bool TryRead(ReadOnlySpan<char> text, out LocalDate date)
    {
        // Rows of one day stand together.
        if (text.SequenceEqual(lastText) && lastText.Length > 0)
        {
            date = last;
            return true;
        }
        var word = text.ToString();
        if (!TryFind(word, out date)) return false;
        (lastText, last) = (word, date);
        return true;
    }

    /// <summary>Whether a date is written with the month and the day in an order that it does not say.</summary>
    public static bool IsOrderOpen(string text) => Read(MonthFirst, text) is not null || Read(DayFirst, text) is not null;

    /// <summary>The date in one of the orders; null when it is none.</summary>
    public static LocalDate? In(DateOrder order, string text) =>
        Read(order == DateOrder.MonthFirst ? MonthFirst : DayFirst, text);

    private bool TryFind(string text, out LocalDate date)
    {
        if (likely.Parse(text).TryGetValue(default, out date)) return true;
        LocalDatePattern[] ordered = order switch
        {
            DateOrder.MonthFirst => MonthFirst,
            DateOrder.DayFirst => DayFirst,
            _ => [],
        };
        foreach (var pattern in ordered.Concat(Plain))
        {
            if (!pattern.Parse(text).TryGetValue(default, out date)) continue;
            likely = pattern;
            return true;
        }
        return false;
    }

    private static LocalDate? Read(LocalDatePattern[] patterns, string text)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Parse(text) is { Success: true, Value: var date }) return date;
        }
        return null;
    }

    private static LocalDatePattern[] Patterns(params string[] patterns) =>
        [.. patterns.Select(LocalDatePattern.CreateWithInvariantCulture)];
}
