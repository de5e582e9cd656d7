using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Core.Scheduling;

/// <summary>
/// Decides from the exchange's day which jobs of the <see cref="JobCatalog"/> are due. A timer's tick is only a hint: it may come
/// late, twice or in the wrong hour of a daylight-saving offset, and a daily job that was missed is due until its time has
/// passed.
/// </summary>
public sealed class DueRule(IMarketCalendar calendar, ScheduleSettings schedule)
{
    /// <summary>The jobs due at <paramref name="now"/>, in the order in which they are to run.</summary>
    public IEnumerable<DueJob> DueAt(Instant now)
    {
        var (minute, date) = (now.FloorToMinute(), now.InNewYork().Date);
        // A window may reach into the next session's morning, no further.
        Session?[] sessions = [calendar.SessionOn(date), calendar.SessionBefore(date)];
        foreach (var entry in JobCatalog.All)
        {
            foreach (var session in sessions.OfType<Session>())
            {
                if (WindowAt(entry, session, now) is not { } window) continue;
                LocalTime? ofMinute = window.EachMinute ? minute.InNewYork().TimeOfDay : null;
                yield return new DueJob(new JobKey(entry.Job, ofMinute), session, minute);
                break;
            }
        }
    }

    /// <summary>When a job is due next, after <paramref name="now"/>, if everything that was due has run.</summary>
    public Instant NextOf(JobKind job, Instant now)
    {
        var (entry, today, minute) = (JobCatalog.Of(job), now.InNewYork().Date, now.FloorToMinute() + Bar.Length);
        foreach (var session in calendar.SessionsBetween(today, today.PlusDays(30)))
        {
            foreach (var window in entry.Windows(session, schedule, calendar))
            {
                if (window.NextFrom(minute) is { } next) return next;
            }
        }
        throw new InvalidOperationException($"The calendar has no session in the 30 days after {today:uuuu-MM-dd}.");
    }

    private DueWindow? WindowAt(JobEntry entry, Session session, Instant now)
    {
        foreach (var window in entry.Windows(session, schedule, calendar))
        {
            if (window.Contains(now)) return window;
        }
        return null;
    }
}
