namespace Trading.Core.Market;

/// <summary>Which days the exchange trades, and when.</summary>
public interface IMarketCalendar
{
    /// <summary>The session of a New York date, or null when the exchange is closed all day.</summary>
    Session? SessionOn(LocalDate date);
}

/// <summary>Finds sessions in any calendar.</summary>
public static class MarketCalendarExtensions
{
    /// <summary>The sessions from <paramref name="first"/> to <paramref name="last"/>, both included, in order.</summary>
    public static IEnumerable<Session> SessionsBetween(this IMarketCalendar calendar, LocalDate first, LocalDate last)
    {
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            if (calendar.SessionOn(date) is { } session) yield return session;
        }
    }

    /// <summary>The first session after <paramref name="date"/>.</summary>
    public static Session SessionAfter(this IMarketCalendar calendar, LocalDate date) =>
        calendar.SessionsBetween(date.PlusDays(1), date.PlusDays(30)).First();

    /// <summary>The last session before <paramref name="date"/>.</summary>
    public static Session SessionBefore(this IMarketCalendar calendar, LocalDate date)
    {
        for (var day = date.PlusDays(-1); ; day = day.PlusDays(-1))
        {
            if (calendar.SessionOn(day) is { } session) return session;
        }
    }

    /// <summary>The newest session that has opened at <paramref name="now"/>; it may have closed since.</summary>
    public static Session LastOpened(this IMarketCalendar calendar, Instant now) =>
        calendar.SessionOn(now.InNewYork().Date) is { } today && today.Open <= now
            ? today
            : calendar.SessionBefore(now.InNewYork().Date);

    /// <summary>The newest session that has closed at <paramref name="now"/>.</summary>
    public static Session LastClosed(this IMarketCalendar calendar, Instant now) =>
        calendar.SessionOn(now.InNewYork().Date) is { } today && today.Close <= now
            ? today
            : calendar.SessionBefore(now.InNewYork().Date);
}
