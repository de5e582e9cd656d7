using Trading.Core.Market;

namespace Trading.Simulation.Exchange;

/// <summary>Which minutes are regular hours, and when a day order expires. Caches the day of the last call.</summary>
internal sealed class TradingHours(IMarketCalendar calendar)
{
    /// <summary>Alpaca's after-hours session: 16:00 to 20:00, or 13:00 to 17:00 on an early close.</summary>
    private static readonly Duration AfterHours = Duration.FromHours(4);

    private Instant midnight = Instant.MaxValue;
    private Instant nextMidnight = Instant.MinValue;
    private LocalDate date;
    private Session? session;

    public bool IsRegular(Instant minute)
    {
        TurnTo(minute);
        return session is not null && session.Contains(minute);
    }

    /// <summary>When an order sent at <paramref name="now"/> expires; <see cref="Instant.MaxValue"/> for never.</summary>
    public Instant Expiry(TimeInForce time, Instant now, bool extendedHours) =>
        time == TimeInForce.Day ? DayOrderExpiry(now, extendedHours) : Instant.MaxValue;

    /// <summary>The end of the session of a day order sent at <paramref name="now"/>: today's, or the next session's.</summary>
    private Instant DayOrderExpiry(Instant now, bool extendedHours)
    {
        TurnTo(now);
        if (session is not null && now < End(session, extendedHours)) return End(session, extendedHours);
        return End(calendar.SessionAfter(date), extendedHours);
    }

    private static Instant End(Session session, bool extendedHours) => extendedHours ? session.Close + AfterHours : session.Close;

    private void TurnTo(Instant instant)
    {
        if (instant >= midnight && instant < nextMidnight) return;
        date = instant.InNewYork().Date;
        midnight = ExchangeTime.At(date, LocalTime.Midnight);
        nextMidnight = ExchangeTime.At(date.PlusDays(1), LocalTime.Midnight);
        session = calendar.SessionOn(date);
    }
}
