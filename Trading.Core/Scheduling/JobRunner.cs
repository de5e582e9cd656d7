using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Storage;

namespace Trading.Core.Scheduling;

/// <summary>
/// Runs what is due, each run once, however often, late or twice the tick comes and from however many processes: for a daily job
/// the conditional insert of the run's row decides. A daily job that failed, or whose process died, is tried again at longer and
/// longer intervals until it is due no more. A job of the minute takes the minute itself where that matters (the predictions
/// and intents it adds), so its row is written once, when it has ended. A job that sells runs even when the journal does not
/// answer; its run counts as failed, and its row is written as soon as the journal answers again.
/// </summary>
public sealed class JobRunner(TradingPorts ports, DueRule rule, IReadOnlyList<IJob> jobs)
{
    /// <summary>
    /// How long a failed daily job rests before it is tried again: after the first failure, the second, and so on.
    /// </summary>
    private static readonly Duration[] Rests =
        [Duration.FromMinutes(1), Duration.FromMinutes(5), Duration.FromMinutes(15), Duration.FromMinutes(30)];

    /// <summary>How long a run may go without an end before it is taken to be dead.</summary>
    public static readonly Duration Lease = Duration.FromMinutes(30);

    private readonly HashSet<(LocalDate, JobKey)> finished = [];
    private readonly HashSet<JobKind> failing = [];
    private readonly UnwrittenRuns unwritten = new(ports.Journal);

    /// <summary>Runs every job that is due now and has not run; gives the rows of those that ran.</summary>
    /// <exception cref="StorageException">A job that does not sell could not be claimed; the others have run.</exception>
    public async Task<IReadOnlyList<JobRunRow>> TickAsync(CancellationToken cancel)
    {
        var runs = new List<JobRunRow>();
        StorageException? error = null;
        foreach (var due in rule.DueAt(ports.Clock.GetCurrentInstant()))
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                if (await TryRunAsync(due, cancel) is { } run) runs.Add(run);
            }
            catch (StorageException e)
            {
                // The jobs that are due besides may sell.
                error = e;
            }
        }
        return error is null ? runs : throw error;
    }

    /// <summary>Runs one named job if it is due now and has not run.</summary>
    public async Task<JobRunRow?> TickAsync(JobKind job, CancellationToken cancel)
    {
        foreach (var due in rule.DueAt(ports.Clock.GetCurrentInstant()).Where(d => d.Key.Job == job))
            return await TryRunAsync(due, cancel);
        return null;
    }

    private async Task<JobRunRow?> TryRunAsync(DueJob due, CancellationToken cancel)
    {
        if (finished.Contains((due.Session.Date, due.Key))) return null;
        if (due.IsOfTheMinute) return await RunOfTheMinuteAsync(due, cancel);
        JobRunRow? run;
        try
        {
            await unwritten.WriteAsync(cancel);
            run = await ClaimAsync(due, cancel);
        }
        catch (StorageException e) when (JobCatalog.Of(due.Key.Job).Sells)
        {
            return await RunUnclaimedAsync(due, e, cancel);
        }
        if (run is null) return null;
        var done = await RunAsync(due, run, cancel);
        // A process that lost its lease to another tells nothing: the other one tells how the job ended.
        var isOwn = true;
        try
        {
            isOwn = await ports.Journal.TryReplaceJobAsync(run, done, CancellationToken.None);
        }
        catch (StorageException e) when (JobCatalog.Of(due.Key.Job).Sells)
        {
            if (done.Succeeded) finished.Add((due.Session.Date, due.Key));
            return NotWritten(done, e, run);
        }
        if (done.Succeeded) finished.Add((due.Session.Date, due.Key));
        if (isOwn) Tell(done);
        return done;
    }

    // Two programs may both run it: a sale that two send is one order.
    private async Task<JobRunRow?> RunUnclaimedAsync(DueJob due, StorageException why, CancellationToken cancel)
    {
        var now = ports.Clock.GetCurrentInstant();
        if (!unwritten.MayRun(due.Session.Date, due.Key, now)) throw why;
        var done = await RunAsync(due, new JobRunRow(due.Session.Date, due.Key, now), cancel);
        if (done.Succeeded) finished.Add((due.Session.Date, due.Key));
        return NotWritten(done, why);
    }

    private JobRunRow NotWritten(JobRunRow done, StorageException why, JobRunRow? claimed = null)
    {
        unwritten.Keep(done, claimed);
        var told = done with
        {
            Error = string.Join(' ', new[] { done.Error, $"The run could not be written down: {why.Message}" }.OfType<string>()),
        };
        Tell(told);
        return told;
    }

    private async Task<JobRunRow?> RunOfTheMinuteAsync(DueJob due, CancellationToken cancel)
    {
        var run = new JobRunRow(due.Session.Date, due.Key, ports.Clock.GetCurrentInstant());
        var done = await RunAsync(due, run, cancel);
        finished.Add((due.Session.Date, due.Key));
        try
        {
            await unwritten.WriteAsync(CancellationToken.None);
            if (!await ports.Journal.TryStartJobAsync(done, CancellationToken.None))
            {
                await LimitMarks.KeepAsync(ports.Journal, done, CancellationToken.None);
                return null;
            }
        }
        catch (StorageException e)
        {
            return NotWritten(done, e);
        }
        Tell(done);
        return done;
    }

    private void Tell(JobRunRow run)
    {
        switch (run)
        {
            case { Error: null }:
                if (failing.Remove(run.Key.Job)) ports.Events.Emit(new JobRecovered(run));
                ports.Events.Emit(new JobSucceeded(run));
                break;
            case { WasStopped: true }:
                ports.Events.Emit(new JobStopped(run));
                break;
            default:
                failing.Add(run.Key.Job);
                ports.Events.Emit(new JobFailed(run));
                break;
        }
    }

    private async Task<JobRunRow> RunAsync(DueJob due, JobRunRow run, CancellationToken cancel)
    {
        JobRunRow done;
        try
        {
            var job = jobs.Single(j => j.Kind == due.Key.Job);
            var report = await job.RunAsync(due.Session, due.Minute, cancel);
            done = run with { Result = report.Result, Note = report.Note, Error = report.Error };
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            done = run.AsStopped();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What went wrong is stored as the run's error, and the next tick goes on.
            done = run with { Error = e.Message };
        }
        return done with { FinishedAt = ports.Clock.GetCurrentInstant() };
    }

    /// <summary>The row of a run that this process now owns; null when the run is done or belongs to another process.</summary>
    private async Task<JobRunRow?> ClaimAsync(DueJob due, CancellationToken cancel)
    {
        var now = ports.Clock.GetCurrentInstant();
        var run = new JobRunRow(due.Session.Date, due.Key, now);
        if (await ports.Journal.TryStartJobAsync(run, cancel)) return run;

        var existing = await ports.Journal.GetJobAsync(due.Session.Date, due.Key, cancel);
        if (existing is null) return null;
        var rest = Rests[Math.Min(existing.Attempt, Rests.Length) - 1];
        var failed = existing is { Error: not null, FinishedAt: { } end } && now - end >= rest;
        var died = existing.FinishedAt is null && now - existing.StartedAt >= Lease;
        if (existing.Succeeded)
        {
            finished.Add((due.Session.Date, due.Key));
            return null;
        }
        if (!failed && !died) return null;
        if (!existing.WasStopped) failing.Add(due.Key.Job);
        var again = run with { Attempt = existing.Attempt + 1 };
        return await ports.Journal.TryReplaceJobAsync(existing, again, cancel) ? again : null;
    }
}
