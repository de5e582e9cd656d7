using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>
/// An endpoint filter: lets so many requests pass in any minute of real time and answers the others with 429. Thread-safe.
/// </summary>
internal sealed class RateLimit(int limit, TimeProvider realTime) : IEndpointFilter
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> passed = new();

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var (passes, remaining, reset, retryAfter) = Take();
        http.Response.Headers["X-RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["X-RateLimit-Remaining"] = remaining.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["X-RateLimit-Reset"] = reset.ToString(CultureInfo.InvariantCulture);
        return passes ? next(context) : ValueTask.FromResult<object?>(ApiErrors.Of(http).TooManyRequests(retryAfter));
    }

    /// <summary>
    /// Counts a request. Gives whether it passes, how many more may pass now, and when the next place is free: as Unix seconds
    /// and as seconds from now.
    /// </summary>
    private (bool Passes, int Remaining, long Reset, int RetryAfter) Take()
    {
        lock (gate)
        {
            var now = realTime.GetUtcNow();
            while (passed.TryPeek(out var oldest) && now - oldest >= Window) passed.Dequeue();
            var passes = passed.Count < limit;
            if (passes) passed.Enqueue(now);
            var reset = passed.TryPeek(out var first) ? first + Window : now;
            return (passes, limit - passed.Count, reset.ToUnixTimeSeconds(), (int)Math.Ceiling((reset - now).TotalSeconds));
        }
    }
}
