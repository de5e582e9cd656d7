namespace Trading.Tests.Adapters.Alpaca;

/// <summary>
/// A machine whose stopwatch and wall clock the test controls. A timer that is set makes its whole time pass at once, so a wait
/// of minutes takes none.
/// </summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly DateTimeOffset start;
    private long ticks = 1_000_000;
    private TimeSpan asleep;

    /// <param name="start">What the wall clock shows; 2025-11-03 10:31:03 New York when it does not matter.</param>
    public ManualTime(DateTimeOffset? start = null) =>
        this.start = start ?? new DateTimeOffset(2025, 11, 3, 15, 31, 3, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The longest single wait.</summary>
    public TimeSpan LongestWait { get; private set; }

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public override DateTimeOffset GetUtcNow() => start.AddTicks(GetTimestamp()) + asleep;

    /// <summary>The wall clock goes on by this and the stopwatch does not, as when a machine is paused.</summary>
    public void Sleep(TimeSpan time) => asleep += time;

    public void Pass(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);

    /// <summary>At the next wait the wall clock goes on by this and the stopwatch does not, as when a laptop is closed.</summary>
    public TimeSpan SleepAtNextWait { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // Time-outs of calls are set for real: they are short and never reached.
        if (callback.Method.DeclaringType?.Name.Contains("CancellationTokenSource", StringComparison.Ordinal) == true)
            return System.CreateTimer(callback, state, dueTime, period);
        if (dueTime > LongestWait) LongestWait = dueTime;
        Pass(dueTime);
        (asleep, SleepAtNextWait) = (asleep + SleepAtNextWait, TimeSpan.Zero);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
