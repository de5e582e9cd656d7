namespace Trading.Adapters.Importing.Reading;

/// <summary>The parts of a date with a time of day, as they stand in a cell.</summary>
/// <param name="date">The date.</param>
/// <param name="time">The time of day; empty for none.</param>
/// <param name="zone">The offset or the zone; empty for none.</param>
internal readonly ref struct TimeText(ReadOnlySpan<char> date, ReadOnlySpan<char> time, ReadOnlySpan<char> zone)
{
    /// <summary>The date.</summary>
    public ReadOnlySpan<char> Date { get; } = date;

    /// <summary>The time of day; empty for none.</summary>
    public ReadOnlySpan<char> Time { get; } = time;

    /// <summary>The offset or the zone; empty for none.</summary>
    public ReadOnlySpan<char> Zone { get; } = zone;

    /// <summary>Takes a cell apart: the date ends before the time, which begins behind a T, a comma or a blank.</summary>
    public static TimeText Of(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        // A date and a time without anything between them, such as 20251103093000.
        if (cell.Length is 12 or 14 && !cell.ContainsAnyExceptInRange('0', '9')) return new(cell[..8], cell[8..], []);
        var colon = cell.IndexOf(':');
        var (dateEnd, timeStart) = (cell.Length, cell.Length);
        if (colon > 0)
        {
            // Before the colon stand the digits of the hour.
            timeStart = colon;
            while (timeStart > 0 && char.IsAsciiDigit(cell[timeStart - 1])) timeStart--;
            dateEnd = timeStart;
            while (dateEnd > 0 && cell[dateEnd - 1] is ' ' or 'T' or 't' or ',' or ';' or '_') dateEnd--;
        }
        else if (cell.IndexOfAny('T', ' ') is > 0 and var at && DigitsFrom(cell, at + 1) is >= 3 and <= 6 && IsDate(cell[..at]))
        {
            (dateEnd, timeStart) = (at, at + 1);
        }
        var rest = cell[timeStart..];
        var timeEnd = TimeEnd(rest);
        return new(cell[..dateEnd], rest[..timeEnd], rest[timeEnd..].Trim());
    }

    /// <summary>Takes a cell apart that has a time of day and no date.</summary>
    public static TimeText OfTime(ReadOnlySpan<char> cell)
    {
        cell = cell.Trim();
        var end = TimeEnd(cell);
        return new([], cell[..end], cell[end..].Trim());
    }

    // Without a colon the date must be whole, or "3 Nov 2025" would be a date and a time.
    private static bool IsDate(ReadOnlySpan<char> text) =>
        text.Length >= 8 && (text.ContainsAny('-', '/', '.') || (text.Length == 8 && !text.ContainsAnyExceptInRange('0', '9')));

    private static int DigitsFrom(ReadOnlySpan<char> cell, int at)
    {
        var count = 0;
        while (at + count < cell.Length && char.IsAsciiDigit(cell[at + count])) count++;
        return count;
    }

    private static int TimeEnd(ReadOnlySpan<char> rest)
    {
        var end = 0;
        while (end < rest.Length && (char.IsAsciiDigit(rest[end]) || rest[end] is ':' or '.' or ',')) end++;
        var half = rest[end..].TrimStart();
        if (half.Length >= 2 && (half[0] is 'a' or 'A' or 'p' or 'P') && (half[1] is 'm' or 'M')
            && (half.Length == 2 || !char.IsLetter(half[2])))
            end = rest.Length - half.Length + 2;
        return end;
    }
}
