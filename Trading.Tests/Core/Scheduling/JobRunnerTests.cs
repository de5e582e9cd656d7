using NodaTime.Testing;
using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Tests.Core.Scheduling;

public sealed class JobRunnerTests
{
    private static readonly Instant Evening = ExchangeTime.At(new LocalDate(2025, 11, 3), new LocalTime(20, 0));
    private readonly FakeClock clock = new(Evening);
    private readonly InMemoryJournal journal = new();
    private readonly CountingJob retrain = new(JobKind.NightlyRetrain);

    [Fact]
    public async Task A_daily_job_runs_once_however_often_the_tick_comes()
    {
        var runner = Runner();
        for (var i = 0; i < 5; i++) await runner.TickAsync(JobKind.NightlyRetrain, TestContext.Current.CancellationToken);
        Assert.Equal(1, retrain.Runs);
    }

    [Fact]
    public async Task A_daily_job_runs_once_though_two_processes_tick()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => Runner().TickAsync(JobKind.NightlyRetrain, TestContext.Current.CancellationToken))));
        Assert.Equal(1, retrain.Runs);
    }

    [Fact]
    public async Task A_daily_job_that_failed_is_tried_again_at_longer_and_longer_intervals_while_it_is_due()
    {
        retrain.Fails = true;
        var triedAt = new List<int>();
        for (var minute = 0; minute < 120; minute++)
        {
            if (await Runner().TickAsync(JobKind.NightlyRetrain, TestContext.Current.CancellationToken) is not null) triedAt.Add(
                minute);
            clock.AdvanceMinutes(1);
        }
        Assert.Equal([0, 1, 6, 21, 51, 81, 111], triedAt);
        Assert.Equal((7, "The job failed on purpose."), ((await Row()).Attempt, (await Row()).Error));
    }

    [Fact]
    public async Task A_job_that_failed_in_an_outage_succeeds_after_it()
    {
        retrain.Fails = true;
        await Runner().TickAsync(JobKind.NightlyRetrain, TestContext.Current.CancellationToken);
        retrain.Fails = false;
        clock.AdvanceMinutes(1);
        await Runner().TickAsync(JobKind.NightlyRetrain, TestContext.Current.CancellationToken);
        Assert.True((await Row()).Succeeded);
    }

    [Fact]
    public async Task A_daily_job_whose_process_died_is_taken_over_when_its_lease_has_run_out()
    {
        await journal.TryStartJobAsync(
            new JobRunRow(new LocalDate(2025, 11, 3), JobKind.NightlyRetrain, Evening), TestContext.Current.CancellationToken);
        clock.Advance(JobRunner.Lease - Duration.FromSeconds(1));
        await Runner().TickAsync(JobKind.NightlyRetrain, TestContext.Current.CancellationToken);
        Assert.Equal(0, retrain.Runs);

        clock.AdvanceSeconds(1);
        await Runner().TickAsync(JobKind.NightlyRetrain, TestContext.Current.CancellationToken);
        Assert.Equal(1, retrain.Runs);
        Assert.True((await Row()).Succeeded);
    }

    [Fact]
    public async Task A_failed_minute_is_not_repeated_since_the_next_minute_does_its_work()
    {
        clock.Reset(ExchangeTime.At(new LocalDate(2025, 11, 3), new LocalTime(10, 0)));
        var scan = new CountingJob(JobKind.MinuteScan) { Fails = true };
        var runner = Runner(scan);
        await runner.TickAsync(JobKind.MinuteScan, TestContext.Current.CancellationToken);
        await runner.TickAsync(JobKind.MinuteScan, TestContext.Current.CancellationToken);
        Assert.Equal(1, scan.Runs);
        clock.AdvanceMinutes(1);
        await runner.TickAsync(JobKind.MinuteScan, TestContext.Current.CancellationToken);
        Assert.Equal(2, scan.Runs);
    }

    [Fact]
    public async Task A_run_that_was_stopped_says_so_and_is_tried_again()
    {
        using var stop = new CancellationTokenSource();
        retrain.Stops = true;
        retrain.OnRun = stop.Cancel;
        await Runner().TickAsync(JobKind.NightlyRetrain, stop.Token);
        Assert.Equal("Stopped before it was done.", (await Row()).Error);
        retrain.Stops = false;
        clock.AdvanceMinutes(1);
        await Runner().TickAsync(JobKind.NightlyRetrain, TestContext.Current.CancellationToken);
        Assert.True((await Row()).Succeeded);
    }

    private async Task<JobRunRow> Row() =>
        (await journal.GetJobAsync(new LocalDate(2025, 11, 3), JobKind.NightlyRetrain, TestContext.Current.CancellationToken))!;

    private JobRunner Runner(CountingJob? job = null)
    {
        var calendar = new NyseCalendar();
        var ports = new TradingPorts(
            clock, calendar, null!, null!, journal, new InMemoryModelRegistry(), new InMemoryBarArchive());
        return new JobRunner(ports, new DueRule(calendar, new ScheduleSettings()), [job ?? retrain]);
    }

    private sealed class CountingJob(JobKind kind) : IJob
    {
        private int runs;

        public JobKind Kind => kind;

        public int Runs => runs;

        public bool Fails { get; set; }

        public bool Stops { get; set; }

        public Action OnRun { get; set; } = () => { };

        public Task<JobReport> RunAsync(Session session, Instant minute, CancellationToken cancel)
        {
            OnRun();
            Interlocked.Increment(ref runs);
            if (Stops) throw new OperationCanceledException(cancel);
            if (Fails) throw new InvalidOperationException("The job failed on purpose.");
            return Task.FromResult(new JobReport(new CloseResult(0, 0, 0)));
        }
    }
}
