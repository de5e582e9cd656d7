using Trading.Core.Market;

namespace Trading.Simulation.AlpacaApi.Time;

/// <summary>
/// Where the clock of an idle client goes next: to the next minute in which a job may be due, past nights and holidays.
/// </summary>
internal static class IdleTime
{
    private static readonly LocalTime FirstMinute = new(3, 59);
    private static readonly LocalTime LastMinute = new(20, 30);

    /// <summary>The next whole minute from 03:59 to 20:30 New York on a day with a session.</summary>
    public static Instant After(Instant now, IMarketCalendar calendar)
    {
        var next = now.FloorToMinute() + Bar.Length;
        var (date, time) = next.InNewYork();
        if (calendar.SessionOn(date) is not null)
        {
            if (time < FirstMinute) return ExchangeTime.At(date, FirstMinute);
            if (time <= LastMinute) return next;
        }
        return ExchangeTime.At(calendar.SessionAfter(date).Date, FirstMinute);
    }
}
