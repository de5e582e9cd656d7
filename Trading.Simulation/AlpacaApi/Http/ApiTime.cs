using NodaTime.Text;
using Trading.Core.Market;

namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>Formats and parses times as Alpaca does.</summary>
internal static class ApiTime
{
    private static readonly OffsetDateTimePattern Rfc3339 = OffsetDateTimePattern.Rfc3339;

    /// <summary>UTC, such as <c>2025-11-03T15:31:00Z</c>.</summary>
    public static string Utc(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>New York's time with its offset, such as <c>2025-11-03T10:31:00-05:00</c>.</summary>
    public static string NewYork(Instant instant) => Rfc3339.Format(instant.InZone(ExchangeTime.Zone).ToOffsetDateTime());

    /// <summary>An RFC 3339 time, or the start or the last nanosecond of a New York date; null for any other text.</summary>
    public static Instant? Parse(string text, bool endOfDay)
    {
        // A plus sign that a client did not escape arrives as a space.
        if (Rfc3339.Parse(text.Replace(' ', '+')) is { Success: true } time) return time.Value.ToInstant();
        if (LocalDatePattern.Iso.Parse(text) is not { Success: true } date) return null;
        return endOfDay
            ? ExchangeTime.At(date.Value.PlusDays(1), LocalTime.Midnight) - Duration.Epsilon
            : ExchangeTime.At(date.Value, LocalTime.Midnight);
    }
}
