using NodaTime.Testing;
using Trading.Cli.Output;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Tests.Core.Events;

namespace Trading.Tests.Core.Scheduling;

/// <summary>What a runner tells of its runs.</summary>
public sealed class JobEventsTests
{
    private readonly FakeClock clock = new(ExchangeTime.At(new LocalDate(2025, 11, 3), new LocalTime(20, 0)));
    private readonly InMemoryJournal journal = new();
    private readonly RecordedEvents events = new();
    private Exception? error;
    private Action onRun = () => { };

    [Fact]
    public async Task A_job_that_failed_and_works_again_is_told_as_failed_recovered_and_done()
    {
        var runner = Runner(JobKind.NightlyRetrain);
        error = new InvalidOperationException("It failed on purpose.");
        await TickAsync(runner, JobKind.NightlyRetrain);
        error = null;
        await TickAsync(runner, JobKind.NightlyRetrain);

        Assert.Equal([typeof(JobFailed), typeof(JobRecovered), typeof(JobSucceeded)], Kinds());
        Assert.Equal("It failed on purpose.", events.Of<JobFailed>()[0].Run.Error);
        Assert.Equal(2, events.Of<JobSucceeded>()[0].Run.Attempt);
    }

    [Fact]
    public async Task Another_process_that_takes_a_failed_job_over_tells_that_it_works_again()
    {
        error = new InvalidOperationException("It failed on purpose.");
        await TickAsync(Runner(JobKind.NightlyRetrain), JobKind.NightlyRetrain);
        error = null;
        await TickAsync(Runner(JobKind.NightlyRetrain), JobKind.NightlyRetrain);

        Assert.Equal([typeof(JobFailed), typeof(JobRecovered), typeof(JobSucceeded)], Kinds());
    }

    [Fact]
    public async Task A_stop_is_no_failure_and_nothing_recovers_from_it()
    {
        var runner = Runner(JobKind.NightlyRetrain);
        using var stop = new CancellationTokenSource();
        onRun = stop.Cancel;
        error = new OperationCanceledException();
        await TickAsync(runner, JobKind.NightlyRetrain, stop.Token);
        error = null;
        await TickAsync(runner, JobKind.NightlyRetrain);

        Assert.Equal([typeof(JobStopped), typeof(JobSucceeded)], Kinds());
    }

    [Fact]
    public async Task A_cancellation_that_was_not_asked_for_is_a_failure()
    {
        error = new OperationCanceledException("A time-out of something inside.");
        await TickAsync(Runner(JobKind.NightlyRetrain), JobKind.NightlyRetrain);

        Assert.Equal([typeof(JobFailed)], Kinds());
    }

    [Fact]
    public async Task A_scan_recovers_in_the_minute_after_the_one_that_failed()
    {
        clock.Reset(ExchangeTime.At(new LocalDate(2025, 11, 3), new LocalTime(10, 0)));
        var runner = Runner(JobKind.MinuteScan);
        error = new InvalidOperationException("It failed on purpose.");
        await TickAsync(runner, JobKind.MinuteScan);
        await TickAsync(runner, JobKind.MinuteScan);
        error = null;
        await TickAsync(runner, JobKind.MinuteScan);
        await TickAsync(runner, JobKind.MinuteScan);

        Assert.Equal(
            [typeof(JobFailed), typeof(JobFailed), typeof(JobRecovered), typeof(JobSucceeded), typeof(JobSucceeded)], Kinds());
        Assert.Equal("MinuteScan_1002", $"{events.Of<JobRecovered>()[0].Run.Key}");
    }

    private IEnumerable<Type> Kinds() => events.All.Select(e => e.GetType());

    private async Task TickAsync(JobRunner runner, JobKind job, CancellationToken? stop = null)
    {
        await runner.TickAsync(job, stop ?? TestContext.Current.CancellationToken);
        clock.AdvanceMinutes(1);
    }

    private JobRunner Runner(JobKind job)
    {
        var calendar = new NyseCalendar();
        var ports = new TradingPorts(
            clock, calendar, null!, null!, journal, new InMemoryModelRegistry(), new InMemoryBarArchive())
        {
            Events = events,
        };
        return new JobRunner(ports, new DueRule(calendar, new ScheduleSettings()), [new Job(job, () => error, () => onRun())]);
    }

    private sealed class Job(JobKind kind, Func<Exception?> error, Action onRun) : IJob
    {
        public JobKind Kind => kind;

        public Task<JobReport> RunAsync(Session session, Instant minute, CancellationToken cancel)
        {
            onRun();
            return error() is { } e ? Task.FromException<JobReport>(e) : Task.FromResult(new JobReport(new CloseResult(0, 0, 0)));
        }
    }
}
