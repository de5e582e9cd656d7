using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Core.Scheduling;

/// <summary>A job in the <see cref="JobCatalog"/>.</summary>
/// <param name="Job">The job.</param>
/// <param name="Schedule">
/// When a timer ticks for it by default: a cron of six fields, seconds first, in UTC. It covers both daylight-saving offsets; a
/// tick at which the job is not due does nothing.
/// </param>
/// <param name="Windows">When it is due in a session.</param>
public sealed record JobEntry(
    JobKind Job, string Schedule, Func<Session, ScheduleSettings, IMarketCalendar, IReadOnlyList<DueWindow>> Windows)
{
    /// <summary>Whether it only sells and protects, so that it runs even when the journal does not answer.</summary>
    public bool Sells { get; init; }

    /// <summary>The app setting that holds the schedule of its timer.</summary>
    public string ScheduleSetting => $"{Job}Schedule";
}
