using System.Globalization;

namespace Trading.Adapters.Importing.Reading;

/// <summary>What came of reading a time.</summary>
internal enum TimeOutcome
{
    /// <summary>It was read.</summary>
    Read,

    /// <summary>It is no time.</summary>
    Unreadable,

    /// <summary>It names no time zone, and none was given.</summary>
    WithoutZone,

    /// <summary>It is a date without a time of day.</summary>
    WithoutTime,

    /// <summary>It is a date such as 11/03/2025, and what stands first is not known.</summary>
    OrderOpen,

    /// <summary>The clocks of the zone skipped it, or showed it twice.</summary>
    ClockChange,
}

/// <summary>What the times of a file say of their zone.</summary>
[Flags]
internal enum ZoneLabels
{
    /// <summary>Nothing was read.</summary>
    None = 0,

    /// <summary>UTC: Z, an offset of zero, or a count since 1970.</summary>
    Utc = 1,

    /// <summary>Another offset or zone.</summary>
    Other = 2,

    /// <summary>No zone.</summary>
    Missing = 4,
}

/// <summary>Reads the times of a file. Not safe for use by several threads.</summary>
/// <param name="zone">The zone of times that name none; null when it is not known.</param>
/// <param name="order">What stands first in a date such as 11/03/2025; null when that is not known.</param>
internal sealed class TimeReader(DateTimeZone? zone, DateOrder? order)
{
    private const int SecondDigits = 11;
    private const int FirstYear = 1000;
    private const int LastYear = 9000;
    private readonly DateReader dates = new(order);
    private readonly Dictionary<string, DateTimeZone?> zones = new(StringComparer.Ordinal);
    private string lastText = "Z";
    private DateTimeZone? lastZone = DateTimeZone.Utc;
    private (LocalDate Date, DateTimeZone Zone, Offset? Offset)? day;

    /// <summary>What the times so far say of their zone.</summary>
    public ZoneLabels Labels { get; private set; }

    /// <summary>Whether a text is a count since 1970: of its length, and no date without dashes.</summary>
    public static bool IsEpoch(ReadOnlySpan<char> text)
    {
        var whole = text.IndexOf('.') is > 0 and var point ? text[..point] : text;
        return whole.Length is 9 or 10 or 13 or 16 or 19 && !whole.ContainsAnyExceptInRange('0', '9')
            && !text[whole.Length..].TrimStart('.').ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>Reads a time that stands in one cell.</summary>
    public TimeOutcome TryRead(ReadOnlySpan<char> cell, out Instant time)
    {
        cell = cell.Trim();
        if (IsEpoch(cell))
        {
            Labels |= ZoneLabels.Utc;
            return TryEpoch(cell, out time) ? TimeOutcome.Read : TimeOutcome.Unreadable;
        }
        return TryRead(TimeText.Of(cell), out time);
    }

    /// <summary>Reads a time whose date stands in another cell.</summary>
    public TimeOutcome TryRead(ReadOnlySpan<char> dateCell, ReadOnlySpan<char> timeCell, out Instant time)
    {
        var date = TimeText.Of(dateCell);
        var clock = TimeText.OfTime(timeCell);
        time = default;
        // A spreadsheet's date is one at midnight.
        var isDate = date.Zone.IsEmpty && (date.Time.IsEmpty
            || (TimeOfDayReader.TryRead(date.Time, out var midnight) && midnight == LocalTime.Midnight));
        return isDate ? TryRead(new TimeText(date.Date, clock.Time, clock.Zone), out time) : TimeOutcome.Unreadable;
    }

    private TimeOutcome TryRead(TimeText text, out Instant time)
    {
        time = default;
        if (!dates.TryRead(text.Date, out var date))
        {
            return order is null && DateReader.IsOrderOpen(text.Date.ToString()) ? TimeOutcome.OrderOpen : TimeOutcome.Unreadable;
        }
        if (text.Time.IsEmpty) return text.Zone.IsEmpty ? TimeOutcome.WithoutTime : TimeOutcome.Unreadable;
        if (!TimeOfDayReader.TryRead(text.Time, out var clock)) return TimeOutcome.Unreadable;
        if (text.Zone.IsEmpty)
        {
            Labels |= ZoneLabels.Missing;
            return zone is null ? TimeOutcome.WithoutZone : In(zone, date, clock, out time);
        }
        if (ZoneOf(text.Zone) is not { } named) return TimeOutcome.Unreadable;
        Labels |= named.MinOffset == Offset.Zero && named.MaxOffset == Offset.Zero ? ZoneLabels.Utc : ZoneLabels.Other;
        return In(named, date, clock, out time);
    }

    private DateTimeZone? ZoneOf(ReadOnlySpan<char> text)
    {
        if (text.SequenceEqual(lastText)) return lastZone;
        lastText = text.ToString();
        if (!zones.TryGetValue(lastText, out lastZone)) zones[lastText] = lastZone = ZoneText.Read(lastText);
        return lastZone;
    }

    private TimeOutcome In(DateTimeZone at, LocalDate date, LocalTime clock, out Instant time)
    {
        // No zone matters to what is refused anyway, and at the ends of time its arithmetic overflows.
        if (date.Year is < FirstYear or > LastYear)
        {
            time = date.At(clock).InUtc().ToInstant();
            return TimeOutcome.Read;
        }
        if (day is not { } known || known.Date != date || known.Zone != at) day = known = (date, at, OffsetOf(at, date));
        if (known.Offset is { } offset)
        {
            time = new OffsetDateTime(date.At(clock), offset).ToInstant();
            return TimeOutcome.Read;
        }
        var mapping = at.MapLocal(date.At(clock));
        time = mapping.Count == 1 ? mapping.Single().ToInstant() : default;
        return mapping.Count == 1 ? TimeOutcome.Read : TimeOutcome.ClockChange;
    }

    // The offset of all times of a date; null when the clocks change on it.
    private static Offset? OffsetOf(DateTimeZone at, LocalDate date)
    {
        var before = at.GetUtcOffset(at.AtStartOfDay(date).ToInstant() - Duration.FromHours(3));
        return before == at.GetUtcOffset(at.AtStartOfDay(date.PlusDays(1)).ToInstant() + Duration.FromHours(3)) ? before : null;
    }

    private static bool TryEpoch(ReadOnlySpan<char> text, out Instant time)
    {
        time = default;
        var whole = text.IndexOf('.') is > 0 and var point ? text[..point] : text;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)) return false;
        var ticks = whole.Length switch
        {
            < SecondDigits => count * NodaConstants.TicksPerSecond,
            13 => count * NodaConstants.TicksPerMillisecond,
            16 => count * 10,
            _ => count / 100,
        };
        if (ticks != decimal.Truncate(ticks) || ticks > Instant.MaxValue.ToUnixTimeTicks()) return false;
        time = Instant.FromUnixTimeTicks((long)ticks);
        return true;
    }
}
