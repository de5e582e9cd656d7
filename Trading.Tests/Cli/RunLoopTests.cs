using System.Reflection;
using Trading.Adapters.Hosting;
using Trading.Cli.Output;
using Trading.Cli.Running;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Simulation.Exchange;
using Trading.Simulation.Markets;

namespace Trading.Tests.Cli;

public class RunLoopTests
{
    private static readonly Instant Start = ExchangeTime.At(new(2025, 11, 24), new(10, 0));
    private readonly List<RunLine> told = [];

    [Fact]
    public async Task A_journal_that_fails_in_a_minute_is_told_and_the_next_minute_goes_on()
    {
        var journal = FailingJournal.Over(new InMemoryJournal());
        var clock = new MinuteClock(Start, onMinute: minute => ((FailingJournal)journal).Fails = minute == 2);

        await RunAsync(clock, journal, until: 6);

        var failed = Assert.Single(told, l => l.Text.StartsWith("MinuteScan FAILED", StringComparison.Ordinal));
        Assert.Contains("the disk is full", failed.Text, StringComparison.Ordinal);
        Assert.Contains(told, l => l is { Event: RunEvent.Recovered, Text: "MinuteScan: works again." });
        var runs = await journal.GetJobsAsync(new(2025, 11, 24), TestContext.Current.CancellationToken);
        // The row of the minute that failed is written once the journal answers again.
        Assert.All(
            [2, 3, 5],
            minute => Assert.Contains(runs, run => run.Key == new JobKey(JobKind.MinuteScan, new LocalTime(10, minute))));
    }

    [Fact]
    public async Task A_job_that_is_due_no_more_is_not_said_to_work_again()
    {
        var journal = FailingJournal.Over(new InMemoryJournal());
        var clock = new MinuteClock(
            ExchangeTime.At(new(2025, 11, 24), new(15, 53)), onMinute: minute => ((FailingJournal)journal).Fails = minute >= 2);

        await RunAsync(clock, journal, until: 12);

        Assert.Contains(told, l => l.Text.StartsWith("EndOfDayClose FAILED", StringComparison.Ordinal));
        Assert.DoesNotContain(told, l => l.Event == RunEvent.Recovered);
    }

    [Fact]
    public async Task A_clock_that_cannot_be_read_is_rested_upon_and_never_spun_around()
    {
        var failures = 3;
        var clock = new MinuteClock(Start, onMinute: _ =>
        {
            if (failures-- > 0) throw new BrokerUnavailableException("no time");
        });

        await RunAsync(clock, new InMemoryJournal(), until: 3, rest: TimeSpan.FromMilliseconds(50));

        Assert.True(clock.Elapsed >= TimeSpan.FromMilliseconds(120));
        Assert.Single(told, l => l is { Event: RunEvent.Trouble, Text: "clock: no time" });
        Assert.Single(told, l => l is { Event: RunEvent.Recovered, Text: "clock: works again." });
    }

    [Fact]
    public async Task A_running_clock_leaves_the_feed_five_seconds_to_publish_a_bar()
    {
        var clock = new MinuteClock(Start, speed: 1);

        await RunAsync(clock, new InMemoryJournal(), until: 3);

        Assert.Equal(
            ["10:00:05", "10:01:05", "10:02:05", "10:03:05"],
            clock.WaitedFor.Select(t => $"{t.InNewYork().TimeOfDay:HH':'mm':'ss}"));
    }

    [Fact]
    public async Task The_calendar_is_asked_for_once_a_new_york_day_and_again_when_that_failed()
    {
        var asked = new List<LocalDate>();
        var fails = true;
        var clock = new MinuteClock(ExchangeTime.At(new(2025, 11, 24), new(23, 58)));
        var keeper = new CalendarKeeper(
            (first, last, _) =>
            {
                asked.Add(last.PlusDays(-10));
                Assert.Equal(45, Period.DaysBetween(first, last) - 10);
                return fails && !(fails = false) ? Task.FromException(new BrokerUnavailableException("no calendar"))
                    : Task.CompletedTask;
            },
            trainingDays: 30);

        await RunAsync(clock, new InMemoryJournal(), until: 5, keeper: keeper);

        Assert.Equal([new(2025, 11, 24), new(2025, 11, 24), new LocalDate(2025, 11, 25)], asked);
        Assert.Single(told, l => l is { Event: RunEvent.Trouble, Text: "calendar: no calendar" });
    }

    private async Task RunAsync(
        MinuteClock clock, ITradingJournal journal, int until, TimeSpan? rest = null, CalendarKeeper? keeper = null)
    {
        var calendar = new NyseCalendar();
        var exchange = new SimulatedExchange(calendar, new ExchangeOptions());
        var tape = new RecordedMarket(new Dictionary<LocalDate, IReadOnlyList<BarSeries>>());
        var ports = new TradingPorts(
            clock, calendar, new TapeMarketData(tape, clock), new SimulatedBroker(exchange, clock), journal,
                new InMemoryModelRegistry(), new InMemoryBarArchive());
        var loop = new RunLoop(
            ports, clock, keeper
                ?? new CalendarKeeper((_, _, _) => Task.CompletedTask, 30), new TradingSettings { Symbols = ["SPY"] }, told.Add)
        {
            Rest = rest ?? TimeSpan.Zero,
        };
        await loop.RunAsync(clock.GetCurrentInstant() + Duration.FromMinutes(until), TestContext.Current.CancellationToken);
    }

    /// <summary>Shows what it was last waited for; counts the minutes.</summary>
    private sealed class MinuteClock(Instant start, double speed = 0, Action<int>? onMinute = null) : IExchangeClock
    {
        private readonly long begun = TimeProvider.System.GetTimestamp();
        private readonly Instant begin = start;
        private Instant? now;

        public List<Instant> WaitedFor { get; } = [];

        public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(begun);

        public bool IsSynced => true;

        public double Speed => speed;

        public Instant GetCurrentInstant() => now ?? begin;

        public Task SyncAsync(CancellationToken cancel) => Task.CompletedTask;

        public Task WaitUntilAsync(Instant instant, CancellationToken cancel)
        {
            onMinute?.Invoke((int)(instant - begin).TotalMinutes);
            now = instant;
            WaitedFor.Add(instant);
            return Task.CompletedTask;
        }
    }

    /// <summary>A journal that can be told to fail.</summary>
    public class FailingJournal : DispatchProxy
    {
        private ITradingJournal journal = null!;

        public bool Fails { get; set; }

        public static ITradingJournal Over(ITradingJournal journal)
        {
            var proxy = Create<ITradingJournal, FailingJournal>();
            ((FailingJournal)proxy).journal = journal;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            Fails ? throw new StorageException("the disk is full") : targetMethod!.Invoke(journal, args);
    }
}
