using Trading.Core.Market;

namespace Trading.Tests.Simulation.Markets;

/// <summary>Weekdays from 09:30 to 16:00 in New York; to 13:00 on the dates named.</summary>
public sealed class WeekdayCalendar(params LocalDate[] earlyCloses) : IMarketCalendar
{
    public Session? SessionOn(LocalDate date)
    {
        if (date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) return null;
        var close = earlyCloses.Contains(date) ? new LocalTime(13, 0) : new LocalTime(16, 0);
        return new Session(date, ExchangeTime.At(date, new LocalTime(9, 30)), ExchangeTime.At(date, close));
    }
}
