using System.Collections.Concurrent;

namespace Trading.Core.Market;

/// <summary>
/// The New York Stock Exchange's regular sessions, from the rules it publishes (Rule 7.2 and
/// https://www.nyse.com/markets/hours-calendars) and the closures that follow no rule. Knows every session from 2001 on;
/// delayed openings and unscheduled stops within a day are not known. Safe for use by several threads.
/// </summary>
public sealed class NyseCalendar : IMarketCalendar
{
    /// <summary>The first year whose sessions are known.</summary>
    public const int FirstYear = 2001;

    private static readonly LocalTime Bell = new(9, 30);
    private static readonly LocalTime RegularClose = new(16, 0);
    private static readonly LocalTime EarlyClose = new(13, 0);
    private static readonly ConcurrentDictionary<int, Session?[]> Years = new();

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The date is before <see cref="FirstYear"/>.</exception>
    public Session? SessionOn(LocalDate date)
    {
        if (date.Year < FirstYear)
            throw new ArgumentOutOfRangeException(
                nameof(date), $"{date:uuuu-MM-dd} is before {FirstYear}, where this calendar begins.");
        return Years.GetOrAdd(date.Year, SessionsOf)[date.DayOfYear - 1];
    }

    private static Session?[] SessionsOf(int year)
    {
        var closed = NyseHolidays.ClosedIn(year).ToHashSet();
        var early = NyseHolidays.EarlyClosesIn(year).ToHashSet();
        var sessions = new Session?[CalendarSystem.Iso.GetDaysInYear(year)];
        for (var i = 0; i < sessions.Length; i++)
        {
            var date = new LocalDate(year, 1, 1).PlusDays(i);
            if (date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday || closed.Contains(date)) continue;
            var close = early.Contains(date) ? EarlyClose : RegularClose;
            sessions[i] = new Session(date, ExchangeTime.At(date, Bell), ExchangeTime.At(date, close));
        }
        return sessions;
    }
}
