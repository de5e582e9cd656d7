using NodaTime.Text;
using Trading.Core.Market;
using Trading.Core.Settings;

namespace Trading.Core.Scheduling;

/// <summary>A job that is due.</summary>
/// <param name="Name">The job.</param>
/// <param name="Key">Key of its run in the session: it runs once for each.</param>
/// <param name="Session">The session it belongs to.</param>
/// <param name="Minute">The minute it runs for.</param>
public readonly record struct DueJob(string Name, string Key, Session Session, Instant Minute)
{
    /// <summary>Whether the job is one of the minute; such a run is never repeated, the next minute does its work.</summary>
    public bool IsOfTheMinute => Key.Length != Name.Length;
}

/// <summary>
/// Decides from the exchange's day which jobs are due. A timer's tick is only a hint: it may come late, twice or in the
/// wrong hour of a daylight-saving offset, and a daily job that was missed is due until its time has passed.
/// </summary>
public sealed class DueRule(IMarketCalendar calendar, ScheduleSettings schedule)
{
    private static readonly LocalTimePattern Suffix = LocalTimePattern.CreateWithInvariantCulture("'_'HHmm");

    /// <summary>The jobs due at <paramref name="now"/>, in the order in which they are to run.</summary>
    public IEnumerable<DueJob> DueAt(Instant now)
    {
        var minute = now.FloorToMinute();
        var today = calendar.SessionOn(now.InNewYork().Date);
        if (today is not null)
        {
            if (now >= ExchangeTime.At(today.Date, schedule.RebalanceTime) && now < today.Close)
                yield return Daily(JobName.Rebalance, today, minute);
            if (now >= today.Close)
                yield return Daily(JobName.EndOfDayClose, today, minute);
            else if (now >= today.Close - schedule.CloseBefore)
                yield return OfTheMinute(JobName.EndOfDayClose, today, minute);
            if (now >= today.Open && now < today.Close)
                yield return OfTheMinute(JobName.MinuteScan, today, minute);
        }
        var trained = LastTrainingDay(now, today);
        if (today is null || now < today.Open || trained == today) yield return Daily(JobName.NightlyRetrain, trained, minute);
    }

    /// <summary>When a job is due next, after <paramref name="now"/>, if everything that was due has run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such job.</exception>
    public Instant NextOf(string job, Instant now)
    {
        var today = now.InNewYork().Date;
        foreach (var session in calendar.SessionsBetween(today, today.PlusDays(30)))
        {
            if (NextIn(session, job, now) is { } next) return next;
        }
        throw new InvalidOperationException($"The calendar has no session in the 30 days after {today:uuuu-MM-dd}.");
    }

    private Instant? NextIn(Session session, string job, Instant now)
    {
        var (first, last) = job switch
        {
            JobName.Rebalance => Once(ExchangeTime.At(session.Date, schedule.RebalanceTime)),
            JobName.MinuteScan => (session.Open, session.Close - Bar.Length),
            JobName.EndOfDayClose => (session.Close - schedule.CloseBefore, session.Close),
            JobName.NightlyRetrain => Once(ExchangeTime.At(session.Date, schedule.TrainTime)),
            _ => throw new ArgumentOutOfRangeException(nameof(job), job, "There is no such job."),
        };
        var next = Instant.Max(first, now.FloorToMinute() + Bar.Length);
        return next <= last ? next : null;

        static (Instant, Instant) Once(Instant at) => (at, at);
    }

    /// <summary>The newest session whose training time has come.</summary>
    private Session LastTrainingDay(Instant now, Session? today) =>
        today is not null && now >= ExchangeTime.At(today.Date, schedule.TrainTime)
            ? today
            : calendar.SessionBefore(now.InNewYork().Date);

    private static DueJob Daily(string name, Session session, Instant minute) => new(name, name, session, minute);

    private static DueJob OfTheMinute(string name, Session session, Instant minute) =>
        new(name, name + Suffix.Format(minute.InNewYork().TimeOfDay), session, minute);
}
