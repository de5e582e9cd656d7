namespace Trading.Simulation.AlpacaApi.Http;

/// <summary>At most so many requests in any real minute. Thread-safe.</summary>
internal sealed class RequestBudget(int limit, TimeProvider realTime)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> taken = new();

    public int Limit => limit;

    /// <summary>Takes a place if there is one.</summary>
    public BudgetState Take()
    {
        lock (gate)
        {
            var now = realTime.GetUtcNow();
            while (taken.TryPeek(out var oldest) && now - oldest >= Window) taken.Dequeue();
            var isWithin = taken.Count < limit;
            if (isWithin) taken.Enqueue(now);
            var reset = taken.TryPeek(out var first) ? first + Window : now;
            return new BudgetState(isWithin, limit - taken.Count, reset.ToUnixTimeSeconds(), (int)Math.Ceiling((reset - now).TotalSeconds));
        }
    }
}

/// <summary>What is left of a budget.</summary>
/// <param name="IsWithin">Whether the request may pass.</param>
/// <param name="Remaining">Requests left in the current minute.</param>
/// <param name="Reset">When the next place is free, Unix seconds.</param>
/// <param name="RetryAfter">Seconds until then.</param>
internal readonly record struct BudgetState(bool IsWithin, int Remaining, long Reset, int RetryAfter);
