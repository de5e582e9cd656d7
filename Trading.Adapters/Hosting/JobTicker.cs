using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Trading.Adapters.Notifications;
using Trading.Core;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Status;
using Trading.Core.Storage;

namespace Trading.Adapters.Hosting;

/// <summary>
/// Runs a job when a timer says that it may be due; whether it is, the exchange's day decides. One tick at a time in a process:
/// two jobs at once would count on the same money.
/// </summary>
/// <param name="host">What the jobs work with.</param>
/// <param name="telemetry">Measures them.</param>
/// <param name="log">Where runs are logged.</param>
/// <param name="notifier">Tells people; null for no notifications.</param>
public sealed partial class JobTicker(
    TradingHost host, JobTelemetry telemetry, ILogger<JobTicker> log, Notifier? notifier = null) : IDisposable
{
    private readonly HashSet<JobKind> failing = [];
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private (IReadOnlyList<string> Symbols, TradingSystem Jobs)? system;
    private (LocalDate Day, IReadOnlyList<PerformanceRow> Rows)? history;

    /// <summary>Runs a job if it is due and has not run; null when it is not, or has.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancel">Asks it to stop where that is safe.</param>
    /// <exception cref="JobFailedException">It could not begin, or ended with an error; the message says why.</exception>
    /// <exception cref="OperationCanceledException">
    /// It was asked to stop, and did. That is no failure and is not counted as one.
    /// </exception>
    public async Task<JobRunRow?> TickAsync(JobKind job, CancellationToken cancel)
    {
        await WaitAsync(job, cancel);
        using var span = telemetry.Begin(job);
        try
        {
            var run = await BeginAsync(job, span, cancel);
            if (run is { WasStopped: true }) cancel.ThrowIfCancellationRequested();
            if (run is null) JobTelemetry.NotDue(span);
            else await TellAsync(run, cancel);
            return run?.Error is { } error
                ? throw new JobFailedException($"{run.Key} of {run.Session:uuuu-MM-dd} failed: {error}")
                : run;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            JobTelemetry.Stopped(span);
            throw;
        }
        finally
        {
            oneAtATime.Release();
            // The instance may be frozen once this tick has ended.
            if (notifier is not null) await notifier.FlushAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        oneAtATime.Dispose();
    }

    private async Task WaitAsync(JobKind job, CancellationToken cancel)
    {
        try
        {
            await oneAtATime.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            using var span = telemetry.Begin(job);
            JobTelemetry.Stopped(span);
            throw;
        }
    }

    // What keeps a job from running is measured as a failure, also when it is a mistake in the settings.
    private async Task<JobRunRow?> BeginAsync(JobKind job, Activity? span, CancellationToken cancel)
    {
        try
        {
            var run = await RunAsync(job, cancel);
            if (run is not null && failing.Remove(job)) host.Events.Emit(new StepRecovered(Now, $"{job}", StopsTrading(job)));
            return run;
        }
        catch (Exception e) when (
            e is not OutOfMemoryException && !(e is OperationCanceledException && cancel.IsCancellationRequested))
        {
            telemetry.Failed(span, job, e.Message);
            failing.Add(job);
            host.Events.Emit(new StepFailed(Now, $"{job}", e.Message, StopsTrading(job)));
            throw new JobFailedException($"{job} could not run: {e.Message}", e);
        }
    }

    private Instant Now => host.Clock?.GetCurrentInstant() ?? SystemClock.Instance.GetCurrentInstant();

    private static bool StopsTrading(JobKind job) => job != JobKind.NightlyRetrain;

    private async Task<JobRunRow?> RunAsync(JobKind job, CancellationToken cancel)
    {
        if (host is not { Ports: { } ports, Clock: { } clock, Broker: { } broker })
            throw new BrokerUnavailableException(string.Join(' ', host.Errors)) { IsRefusal = true };
        await clock.KeepAsync(cancel);
        await KeepCalendarAsync(clock.GetCurrentInstant(), cancel);
        var (symbols, error) = await SymbolsAsync(job, clock.GetCurrentInstant().InNewYork().Date, cancel);
        broker.Forget();
        var run = await JobsOver(ports, symbols).Runner.TickAsync(job, cancel);
        return error is null ? run : throw error;
    }

    // A job that only sells needs no symbols, so it does not wait for them. A scan without symbols still cares for what is held.
    private async Task<(IReadOnlyList<string> Symbols, BrokerUnavailableException? Error)> SymbolsAsync(
        JobKind job, LocalDate today, CancellationToken cancel)
    {
        if (job is not (JobKind.MinuteScan or JobKind.NightlyRetrain)) return (system?.Symbols ?? host.Settings.Symbols, null);
        try
        {
            return (await host.Symbols!.KeepAsync(today, cancel), null);
        }
        catch (BrokerUnavailableException e) when (job == JobKind.MinuteScan)
        {
            return ([], e);
        }
    }

    private TradingSystem JobsOver(TradingPorts ports, IReadOnlyList<string> symbols)
    {
        if (system is { } made && made.Symbols.SequenceEqual(symbols, StringComparer.Ordinal)) return made.Jobs;
        system = (symbols, new TradingSystem(ports, host.Settings with { Symbols = symbols }));
        return system.Value.Jobs;
    }

    // Without the broker's calendar the exchange's own rules hold.
    private async Task KeepCalendarAsync(Instant now, CancellationToken cancel)
    {
        try
        {
            await host.Calendar!.KeepAsync(now, cancel);
        }
        catch (BrokerUnavailableException e)
        {
            NoCalendar(e.Message);
        }
    }

    private async Task TellAsync(JobRunRow run, CancellationToken cancel)
    {
        telemetry.Held(run, host.Broker!.Positions?.Count);
        var counts = string.Join(", ", (run.Result?.Counts ?? []).Select(c => $"{c.Key} {c.Value}"));
        if (run.Error is { } error) Failed(run.Key, error);
        else Ran(run.Key, counts, run.Note);
        try
        {
            if (run is { Key.Job: JobKind.NightlyRetrain, Succeeded: true })
            {
                var figures = await host.Ports!.Journal.GetPerformanceAsync(run.Session, run.Session, cancel);
                telemetry.Resolved(run.Session, TrackRecord.Of(figures, 1));
            }
            if (host.Broker.Account is not { Equity: var equity }) return;
            var days = await HistoryAsync(run.Session, cancel);
            telemetry.Account(equity, EquityFall.Of(days, equity), SinceTheSessionBefore(run.Session, days, equity));
        }
        catch (Exception e) when (
            e is not OutOfMemoryException && !(e is OperationCanceledException && cancel.IsCancellationRequested))
        {
            // The run is done and written down; a measure that fails is no failure of it.
            NoHistory(e.Message);
        }
    }

    // After a night that was missed the newest figures are older, and what was earned since is not one day's.
    private decimal? SinceTheSessionBefore(LocalDate session, IReadOnlyList<PerformanceRow> days, decimal equity) =>
        days is [.., var last] && last.Session == host.Ports!.Calendar.SessionBefore(session).Date ? equity - last.Equity : null;

    // Once a session, so that a scan costs no more for being measured.
    private async Task<IReadOnlyList<PerformanceRow>> HistoryAsync(LocalDate session, CancellationToken cancel)
    {
        if (history?.Day != session)
        {
            var rows = await host.Ports!.Journal.GetPerformanceAsync(LocalDate.MinIsoValue, session.PlusDays(-1), cancel);
            history = (session, rows);
        }
        return history.Value.Rows;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Run}: {Counts}. {Note}")]
    private partial void Ran(JobKey run, string counts, string note);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Run} failed: {Error}")]
    private partial void Failed(JobKey run, string error);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The broker's calendar could not be asked for, the exchange's rules hold: {Why}")]
    private partial void NoCalendar(string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Drawdown, profit or accuracy is not measured: {Why}")]
    private partial void NoHistory(string why);
}
