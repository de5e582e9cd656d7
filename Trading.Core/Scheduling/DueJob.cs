using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Core.Scheduling;

/// <summary>A job that is due.</summary>
/// <param name="Key">Key of its run in the session: it runs once for each.</param>
/// <param name="Session">The session it belongs to.</param>
/// <param name="Minute">The minute it runs for.</param>
public readonly record struct DueJob(JobKey Key, Session Session, Instant Minute)
{
    /// <summary>Whether the run belongs to its minute; such a run is never repeated, the next minute does its work.</summary>
    public bool IsOfTheMinute => Key.Minute is not null;
}
