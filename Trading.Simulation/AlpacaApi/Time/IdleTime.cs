using Trading.Core.Market;

namespace Trading.Simulation.AlpacaApi.Time;

/// <summary>The next moment at which something may be due: a minute of an exchange day, the nights and holidays left out.</summary>
internal static class IdleTime
{
    private static readonly LocalTime FirstMinute = new(3, 59);
    private static readonly LocalTime LastMinute = new(20, 30);

    /// <summary>The next whole minute from 03:59 to 20:30 New York of an exchange day.</summary>
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
