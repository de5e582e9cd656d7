namespace Trading.Core.Scheduling;

/// <summary>A stretch of time in which a job of a session is due.</summary>
/// <param name="From">Its first moment.</param>
/// <param name="Until">The moment after its last.</param>
/// <param name="EachMinute">
/// Whether the job runs for each of its minutes; else it runs once, at the start or as soon as it can.
/// </param>
public readonly record struct DueWindow(Instant From, Instant Until, bool EachMinute)
{
    /// <summary>Whether the job is due at a moment, if it has not run.</summary>
    public bool Contains(Instant moment) => moment >= From && moment < Until;

    /// <summary>
    /// When the job is due next at or after <paramref name="minute"/>, if all that was due has run; null when it is not.
    /// </summary>
    public Instant? NextFrom(Instant minute)
    {
        if (minute <= From) return From;
        return EachMinute && minute < Until ? minute : null;
    }
}
