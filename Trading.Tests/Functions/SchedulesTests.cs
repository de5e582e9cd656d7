using Cronos;
using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Simulation.Backtest;

namespace Trading.Tests.Functions;

/// <summary>
/// A year of timer ticks, 2025, as Azure would give them in UTC, through the real rule and runner with jobs that only write down
/// when they ran. The year has both changes of daylight saving, ten holidays, three early closes and a day of mourning.
/// </summary>
public sealed class SchedulesTests
{
    private static readonly NyseCalendar Calendar = new();
    private static readonly IReadOnlyList<Session> Year = [.. Calendar.SessionsBetween(new(2025, 1, 1), new(2025, 12, 31))];
    private static readonly Lazy<Task<IReadOnlyList<(JobKind Job, Session Session, Instant At)>>> Ran = new(RunAsync);

    [Theory]
    [InlineData(JobKind.Rebalance, 4, 0)]
    [InlineData(JobKind.NightlyRetrain, 20, 0)]
    public async Task A_daily_job_runs_once_a_session_and_at_its_minute(JobKind job, int hour, int minute)
    {
        var expected = Year.Select(s => (s.Date, ExchangeTime.At(s.Date, new LocalTime(hour, minute))));

        Assert.Equal(expected, (await Ran.Value).Where(r => r.Job == job).Select(r => (r.Session.Date, r.At.FloorToMinute())));
    }

    [Fact]
    public async Task Every_minute_of_every_session_is_scanned_once()
    {
        var expected = Year.SelectMany(s => Enumerable.Range(0, s.Minutes).Select(m => s.Open + Duration.FromMinutes(m)));

        Assert.Equal(expected, (await Ran.Value).Where(r => r.Job == JobKind.MinuteScan).Select(r => r.At.FloorToMinute()));
    }

    [Fact]
    public async Task Each_of_the_last_five_minutes_closes_and_the_minute_of_the_bell_looks_again()
    {
        var expected = Year.SelectMany(s => Enumerable.Range(0, 6).Select(m => s.Close + Duration.FromMinutes(m - 5)));

        Assert.Equal(expected, (await Ran.Value).Where(r => r.Job == JobKind.EndOfDayClose).Select(r => r.At.FloorToMinute()));
    }

    [Fact]
    public void The_scan_waits_for_the_minute_s_bar_and_the_close_for_the_scan()
    {
        var scan = Cron(JobKind.MinuteScan).GetNextOccurrence(
            new DateTime(2025, 11, 3, 15, 0, 1, DateTimeKind.Utc))!.Value.Second;
        var close = Cron(JobKind.EndOfDayClose).GetNextOccurrence(
            new DateTime(2025, 11, 3, 17, 0, 1, DateTimeKind.Utc))!.Value.Second;

        Assert.InRange(scan, 3, 10);
        Assert.True(close > scan);
    }

    private static async Task<IReadOnlyList<(JobKind Job, Session Session, Instant At)>> RunAsync()
    {
        var (clock, ran) = (new VirtualClock(Instant.MinValue), new List<(JobKind, Session, Instant)>());
        var ports = new TradingPorts(
            clock, Calendar, null!, null!, new InMemoryJournal(), new InMemoryModelRegistry(), new InMemoryBarArchive());
        var jobs = Enum.GetValues<JobKind>();
        var runner = new JobRunner(
            ports, new DueRule(Calendar, new ScheduleSettings()),
                [.. jobs.Select(job => new Recorder(job, clock, (j, s, at) => ran.Add((j, s, at))))]);
        // From the first day's evening before, so that the old year's last training is not taken for the new year's first.
        var (first, last) = (
            new DateTime(2025, 1, 1, 6, 0, 0, DateTimeKind.Utc), new DateTime(2026, 1, 1, 8, 0, 0, DateTimeKind.Utc));
        await ports.Journal.TryStartJobAsync(
            new JobRunRow(
                new(2024, 12, 31), JobKind.NightlyRetrain, Instant.FromDateTimeUtc(first),
                FinishedAt: Instant.FromDateTimeUtc(first)), default);
        var ticks = jobs.SelectMany(
            job => Cron(job).GetOccurrences(first, last).Select(at => (Job: job, At: Instant.FromDateTimeUtc(at)))).OrderBy(
            t => t.At);
        foreach (var (job, at) in ticks)
        {
            clock.MoveTo(at);
            await runner.TickAsync(job, CancellationToken.None);
        }
        return ran;
    }

    private static CronExpression Cron(JobKind job) =>
        CronExpression.Parse(AppFiles.Schedules()[$"{job}"], CronFormat.IncludeSeconds);

    private sealed class Recorder(JobKind kind, IClock clock, Action<JobKind, Session, Instant> ran) : IJob
    {
        public JobKind Kind => kind;

        public Task<JobReport> RunAsync(Session session, Instant minute, CancellationToken cancel)
        {
            ran(kind, session, clock.GetCurrentInstant());
            return Task.FromResult(new JobReport(new CloseResult(0, 0, 0)));
        }
    }
}
