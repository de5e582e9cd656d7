namespace Trading.Core.Market;

/// <summary>Converts between UTC and the exchange's local time, America/New_York.</summary>
public static class ExchangeTime
{
    /// <summary>America/New_York, from the time-zone data that NodaTime carries, so every machine agrees.</summary>
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["America/New_York"];

    /// <summary>The New York date and time of an instant.</summary>
    public static LocalDateTime InNewYork(this Instant instant) => instant.InZone(Zone).LocalDateTime;

    /// <summary>The instant at which New York's clocks show <paramref name="time"/> on <paramref name="date"/>.</summary>
    public static Instant At(LocalDate date, LocalTime time) => date.At(time).InZoneLeniently(Zone).ToInstant();

    /// <summary>The start of the minute that contains <paramref name="instant"/>.</summary>
    public static Instant FloorToMinute(this Instant instant) =>
        Instant.FromUnixTimeTicks(instant.ToUnixTimeTicks() / NodaConstants.TicksPerMinute * NodaConstants.TicksPerMinute);
}
