using System.Globalization;
using System.Net.Http.Headers;

namespace Trading.Adapters.Alpaca.Http;

/// <summary>How long to wait before a repetition: as Alpaca asks, or a growing time of our own.</summary>
internal static class RetryWait
{
    private const string ResetHeader = "X-RateLimit-Reset";

    /// <summary>
    /// The wait that the answer asks for: <c>Retry-After</c>, or else <c>X-RateLimit-Reset</c> (Unix seconds, compared with the
    /// answer's own date, so that this machine's clock may be wrong); null without either.
    /// </summary>
    public static TimeSpan? Of(HttpResponseHeaders headers, TimeProvider time)
    {
        var now = headers.Date ?? time.GetUtcNow();
        if (headers.RetryAfter is { } after) return AtLeastZero(after.Delta ?? (after.Date - now));
        return headers.TryGetValues(ResetHeader, out var values)
            && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and < 253402300800
            ? AtLeastZero(DateTimeOffset.FromUnixTimeSeconds(seconds) - now)
            : null;
    }

    /// <summary>
    /// Doubles with each repetition, and is random by a factor of 0.5 to 1.5 so that callers do not repeat at the same time.
    /// </summary>
    public static TimeSpan Backoff(TimeSpan first, int repetition) =>
        first * Math.Pow(2, repetition) * (0.5 + Random.Shared.NextDouble());

    private static TimeSpan? AtLeastZero(TimeSpan? wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
}
