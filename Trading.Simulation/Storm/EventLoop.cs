namespace Trading.Simulation.Storm;

/// <summary>
/// Virtual time: events run on one thread in the order of their moments, and in the order in which they were planned where
/// these are equal. Continuations of what awaits inside an event run as events of the same moment. So the same plan gives the
/// same story.
/// </summary>
internal sealed class EventLoop(Instant start) : SynchronizationContext, IClock
{
    private readonly PriorityQueue<Action, (long Ticks, long Order)> planned = new();
    private long order;
    private bool stopped;

    /// <summary>The virtual time.</summary>
    public Instant Now { get; private set; } = start;

    /// <inheritdoc/>
    public Instant GetCurrentInstant() => Now;

    /// <summary>Plans an event; one of the past runs now.</summary>
    public void At(Instant moment, Action happens) =>
        planned.Enqueue(happens, (Instant.Max(moment, Now).ToUnixTimeTicks(), order++));

    /// <summary>Runs the events up to a moment, unless <see cref="Stop"/> is called by one of them.</summary>
    public void RunUntil(Instant end)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            while (!stopped && planned.TryPeek(out _, out var at) && at.Ticks <= end.ToUnixTimeTicks())
            {
                var happens = planned.Dequeue();
                Now = Instant.FromUnixTimeTicks(at.Ticks);
                happens();
            }
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Ends the run after the current event.</summary>
    public void Stop() => stopped = true;

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => At(Now, () => d(state));

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) => d(state);
}
