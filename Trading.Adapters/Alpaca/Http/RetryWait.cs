using System.Globalization;
using System.Net.Http.Headers;

namespace Trading.Adapters.Alpaca.Http;

/// <summary>How long Alpaca asks to be left alone, and how long to wait when it does not say.</summary>
internal static class RetryWait
{
    private const string ResetHeader = "X-RateLimit-Reset";

    /// <summary>
    /// From <c>Retry-After</c>, else, of a refused rate, from <c>X-RateLimit-Reset</c> (Unix seconds, compared with the answer's own date,
    /// so that this machine's clock may be wrong); null without either.
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

    /// <summary>Doubles with each repetition, and differs between callers so that they do not come back together.</summary>
    public static TimeSpan Backoff(TimeSpan first, int repetition) => first * Math.Pow(2, repetition) * (0.5 + Random.Shared.NextDouble());

    private static TimeSpan? AtLeastZero(TimeSpan? wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
}
