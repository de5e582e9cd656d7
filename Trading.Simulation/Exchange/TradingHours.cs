using Trading.Core.Market;

namespace Trading.Simulation.Exchange;

/// <summary>Which minutes are regular hours, and when a day order expires. Caches the day of the last call.</summary>
internal sealed class TradingHours(IMarketCalendar calendar)
{
    /// <summary>Alpaca's after-hours session: 16:00 to 20:00, or 13:00 to 17:00 on an early close.</summary>
    private static readonly Duration AfterHours = Duration.FromHours(4);

    /// <summary>Alpaca's policy for aged orders.</summary>
    private const int LongestDays = 90;

    private static readonly LocalTime LongestTime = new(16, 15);

    private Instant midnight = Instant.MaxValue;
    private Instant nextMidnight = Instant.MinValue;
    private LocalDate date;
    private Session? session;

    public bool IsRegular(Instant minute)
    {
        TurnTo(minute);
        return session is not null && session.Contains(minute);
    }

    /// <summary>When an order sent at <paramref name="now"/> expires.</summary>
    public Instant Expiry(TimeInForce time, Instant now, bool extendedHours) => time switch
    {
        TimeInForce.GoodTillCancelled => ExchangeTime.At(now.InNewYork().Date.PlusDays(LongestDays), LongestTime),
        TimeInForce.AtTheOpen => SessionAfterOpen(now).Close,
        _ => DayOrderExpiry(now, extendedHours),
    };

    /// <summary>No bar that starts earlier can fill an order sent at <paramref name="now"/>.</summary>
    public Instant FillableFrom(TimeInForce time, Instant now, Instant otherwise) => time switch
    {
        TimeInForce.AtTheOpen => SessionAfterOpen(now).Open,
        TimeInForce.AtTheClose => Instant.MaxValue,
        _ => otherwise,
    };

    private Session SessionAfterOpen(Instant now)
    {
        TurnTo(now);
        return session is not null && now < session.Open ? session : calendar.SessionAfter(date);
    }

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
