using Trading.Core.Market;

namespace Trading.Tests.Simulation.Exchange;

/// <summary>Every weekday 09:30 to 16:00, or to 13:00 on the early-close days.</summary>
internal sealed class WeekdayCalendar(params LocalDate[] earlyCloses) : IMarketCalendar
{
    public Session? SessionOn(LocalDate date) => date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday
        ? null
        : new Session(
            date,
            ExchangeTime.At(date, new LocalTime(9, 30)),
            ExchangeTime.At(date, earlyCloses.Contains(date) ? new LocalTime(13, 0) : new LocalTime(16, 0)));
}
