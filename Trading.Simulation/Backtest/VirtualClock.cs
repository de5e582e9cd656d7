namespace Trading.Simulation.Backtest;

/// <summary>A clock that stands still until the backtest moves it, forward only.</summary>
public sealed class VirtualClock(Instant start) : IClock
{
    private Instant now = start;

    /// <inheritdoc/>
    public Instant GetCurrentInstant() => now;

    /// <summary>Moves the clock.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="instant"/> is in the clock's past.</exception>
    public void MoveTo(Instant instant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, now);
        now = instant;
    }
}
