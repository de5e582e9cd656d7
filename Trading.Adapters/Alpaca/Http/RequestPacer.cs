namespace Trading.Adapters.Alpaca.Http;

/// <summary>
/// Lets at most a limit of requests through in any window of time; the others wait their turn. Exact, unlike a window in
/// segments. Safe for use by many threads.
/// </summary>
internal sealed class RequestPacer : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private readonly TimeProvider time;
    private readonly TimeSpan window;
    private readonly long?[] passed;
    private readonly RequestPacer? whole;
    private int oldest;

    /// <param name="limit">The most requests in any window; null for no limit.</param>
    /// <param name="window">The length of the window.</param>
    /// <param name="time">The stopwatch and timers.</param>
    /// <param name="whole">The limit on all requests, of which this is a part; null for none.</param>
    public RequestPacer(int? limit, TimeSpan window, TimeProvider time, RequestPacer? whole = null)
    {
        this.whole = whole;
        this.time = time;
        this.window = window;
        passed = new long?[limit ?? 0];
    }

    /// <summary>Waits until one more request may be sent.</summary>
    public async Task WaitAsync(CancellationToken cancel)
    {
        await WaitForTurnAsync(cancel);
        if (whole is not null) await whole.WaitAsync(cancel);
    }

    private async Task WaitForTurnAsync(CancellationToken cancel)
    {
        if (passed.Length == 0) return;
        await turn.WaitAsync(cancel);
        try
        {
            while (Wait() is { Ticks: > 0 } wait) await Task.Delay(wait, time, cancel);
            passed[oldest] = time.GetTimestamp();
            oldest = (oldest + 1) % passed.Length;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    // A timer may fire early by its resolution, so the wait is rounded up to the next millisecond and then checked again.
    private TimeSpan Wait()
    {
        if (passed[oldest] is not { } stamp) return TimeSpan.Zero;
        var rest = window - time.GetElapsedTime(stamp);
        return rest < TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(rest.TotalMilliseconds));
    }
}
