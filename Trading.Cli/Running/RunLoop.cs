using Trading.Adapters.Hosting;
using Trading.Core;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Cli.Running;

/// <summary>
/// The scheduler: each minute of the exchange's clock it runs what is due and tells what happened. Nothing that goes wrong in a
/// minute ends it, but for a simulator that was started anew; asked to stop, it finishes the job at hand first.
/// </summary>
/// <param name="ports">What the jobs work with.</param>
/// <param name="clock">The exchange's clock, which is also the ports'.</param>
/// <param name="calendar">Keeps the exchange's calendar.</param>
/// <param name="settings">The settings.</param>
/// <param name="tell">Takes each line.</param>
internal sealed class RunLoop(
    TradingPorts ports, IExchangeClock clock, CalendarKeeper calendar, TradingSettings settings, Action<RunLine> tell)
{
    /// <summary>
    /// A feed publishes a minute's bar a few seconds after its end, and a model is asked only about the newest bar.
    /// </summary>
    private static readonly Duration BarDelay = Duration.FromSeconds(5);

    private readonly RunErrors errors = new(tell, ports.Events);
    private volatile string? jobAtHand;

    /// <summary>The job that is running; null between jobs.</summary>
    public string? JobAtHand => jobAtHand;

    /// <summary>Hears of events while a job runs; <see langword="null"/> for none.</summary>
    public ITradingEvents? Progress { get; init; }

    /// <summary>How long to rest, in real time, when the clock itself cannot be read, so that the loop never spins.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Runs until it is asked to stop, or until the exchange's clock shows <paramref name="until"/>.</summary>
    public async Task RunAsync(Instant? until, CancellationToken stop)
    {
        var console = new ConsoleEvents(tell);
        var told = ports with
        {
            Events = Progress is null
            ? new CompositeEvents(ports.Events, console) : new CompositeEvents(ports.Events, console, Progress)
        };
        var system = new TradingSystem(told, settings);
        var heartbeat = new Heartbeat(ports.Journal);
        await TryAsync("clock", WaitForBarsAsync, stop);
        while (!stop.IsCancellationRequested && !(clock.GetCurrentInstant() >= until))
        {
            var began = clock.GetCurrentInstant();
            if (clock.Speed > 0) await TryAsync("exchange", clock.SyncAsync, stop);
            await TryAsync("calendar", cancel => calendar.KeepAsync(clock.GetCurrentInstant(), cancel), stop);
            foreach (var job in JobCatalog.All.Select(entry => entry.Job))
            {
                if (stop.IsCancellationRequested) break;
                await TryAsync($"{job}", () => TickAsync(system.Runner, job, heartbeat, console), stop);
            }
            if (!await TryAsync("clock", cancel => WaitForMinuteAfterAsync(began, cancel), stop)) await RestAsync(stop);
        }
    }

    // A job that has begun is finished even when a stop is asked for: its calls are bounded, and half a job leaves orders
    // unattended.
    private async Task<bool> TickAsync(JobRunner runner, JobKind job, Heartbeat heartbeat, ConsoleEvents console)
    {
        jobAtHand = $"{job}";
        try
        {
            var run = await runner.TickAsync(job, CancellationToken.None);
            console.Flush();
            if (run is not null && await heartbeat.OfAsync(run, CancellationToken.None) is { } beat) tell(beat);
            return run is not null;
        }
        finally
        {
            console.Flush();
            jobAtHand = null;
        }
    }

    private Duration Delay => clock.Speed > 0 ? BarDelay : Duration.Zero;

    // A program that starts in the first seconds of a minute waits for its bars, too.
    private Task WaitForBarsAsync(CancellationToken stop)
    {
        var now = clock.GetCurrentInstant();
        var published = now.FloorToMinute() + Delay;
        return now < published ? clock.WaitUntilAsync(published, stop) : Task.CompletedTask;
    }

    // A tick that took longer than its minute is followed by the next at once: before the close no minute is left out.
    private Task WaitForMinuteAfterAsync(Instant began, CancellationToken stop)
    {
        var next = began.FloorToMinute() + Duration.FromMinutes(1) + Delay;
        return clock.GetCurrentInstant() < next ? clock.WaitUntilAsync(next, stop) : Task.CompletedTask;
    }

    private async Task RestAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(Rest, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    // Started anew, the simulator has another account: going on would mix two in one book.
    private bool IsAnotherExchange(string what, Exception e) =>
        what is "clock" or "exchange" && e is BrokerUnavailableException { IsRefusal: true }
        && ports.Broker.Mode == TradingMode.Simulated;

    private Task<bool> TryAsync(string what, Func<CancellationToken, Task> step, CancellationToken stop) =>
        TryAsync(
            what,
            async () =>
            {
                await step(stop);
                return true;
            },
            stop);

    // A step works again when it did something; that it has nothing to do any more is no recovery.
    private async Task<bool> TryAsync(string what, Func<Task<bool>> step, CancellationToken stop)
    {
        try
        {
            if (await step()) errors.Over(what, clock.GetCurrentInstant());
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e) when (e is not OutOfMemoryException && !IsAnotherExchange(what, e))
        {
            errors.Tell(what, e, clock.GetCurrentInstant());
            return false;
        }
    }
}
