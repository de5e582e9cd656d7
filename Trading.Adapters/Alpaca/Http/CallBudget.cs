namespace Trading.Adapters.Alpaca.Http;

/// <summary>
/// What is left of the time that a call may take with all its attempts and the waits between them. Waiting for a turn at the
/// request limit does not count. For one call at a time; not safe for use by many threads.
/// </summary>
internal sealed class CallBudget(TimeSpan limit)
{
    /// <summary>The time left for the next attempt.</summary>
    public TimeSpan Left { get; private set; } = limit;

    /// <summary>The wait before the next attempt, as last reserved.</summary>
    public TimeSpan Wait { get; private set; }

    /// <summary>Takes off what an attempt took.</summary>
    public void Spend(TimeSpan time) => Left -= time;

    /// <summary>
    /// Takes off the wait before the next attempt; false, and nothing taken, when no time for the attempt would be left.
    /// </summary>
    public bool TryReserve(TimeSpan wait)
    {
        if (wait >= Left) return false;
        (Wait, Left) = (wait, Left - wait);
        return true;
    }
}
