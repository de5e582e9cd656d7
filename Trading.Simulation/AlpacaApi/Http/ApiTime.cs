using NodaTime.Text;
using Trading.Core.Market;

namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>Moments as Alpaca writes and reads them.</summary>
internal static class ApiTime
{
    private static readonly OffsetDateTimePattern Rfc3339 = OffsetDateTimePattern.Rfc3339;

    /// <summary>UTC, such as <c>2025-11-03T15:31:00Z</c>.</summary>
    public static string Utc(Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>New York's time with its offset, such as <c>2025-11-03T10:31:00-05:00</c>.</summary>
    public static string NewYork(Instant instant) => Rfc3339.Format(instant.InZone(ExchangeTime.Zone).ToOffsetDateTime());

    /// <summary>An RFC 3339 moment, or a New York date: its start, or its last moment.</summary>
    public static Instant? Parse(string text, bool endOfDay)
    {
        // A plus sign that a client forgot to escape arrives as a blank.
        if (Rfc3339.Parse(text.Replace(' ', '+')) is { Success: true } moment) return moment.Value.ToInstant();
        if (LocalDatePattern.Iso.Parse(text) is not { Success: true } date) return null;
        return endOfDay
            ? ExchangeTime.At(date.Value.PlusDays(1), LocalTime.Midnight) - Duration.Epsilon
            : ExchangeTime.At(date.Value, LocalTime.Midnight);
    }
}
