using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;
using Trading.Tests.Core.Jobs;
using Trading.Tests.Core.Storage;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Execution;

/// <summary>An account whose equity falls and recovers; each watch stands for a program that was started anew.</summary>
public sealed class EquityWatchTests
{
    private static readonly ProtectionLimits Limits = new() { MaxDailyLoss = 0.02m, MaxDrawdown = 0.05m };
    private static readonly LocalDate Friday = new(2025, 10, 31);

    private readonly ScriptedBroker broker = new();
    private readonly EquityWatch watch;
    private decimal? lastEquity = 100_000m;

    public EquityWatchTests() => watch = NewWatch();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_that_was_lost_stays_lost_for_the_session_and_over_a_restart()
    {
        Assert.False((await LookAsync(60, 98_001m)).IsDailyLossReached);
        Assert.True((await LookAsync(61, 98_000m)).IsDailyLossReached);
        Assert.True((await LookAsync(62, 101_000m)).IsDailyLossReached);
        Assert.True((await LookAsync(63, 101_000m, NewWatch())).IsDailyLossReached);
        var tuesday = new NyseCalendar().SessionAfter(Monday.Date);
        Assert.False((await watch.LookAsync(Account(101_000m), tuesday, tuesday.Open, Cancel)).IsDailyLossReached);
    }

    [Fact]
    public async Task A_day_counts_from_the_stored_equity_of_the_session_before_when_the_broker_says_none()
    {
        lastEquity = null;
        Assert.Null((await LookAsync(60, 90_000m)).IsDailyLossReached);
        await StoreAsync(Friday, 90_000m);
        Assert.False((await LookAsync(61, 89_000m)).IsDailyLossReached);
        Assert.True((await LookAsync(62, 88_000m)).IsDailyLossReached);
    }

    [Fact]
    public async Task An_older_equity_than_that_of_the_session_before_is_not_taken()
    {
        lastEquity = null;
        await StoreAsync(Friday.PlusDays(-1), 90_000m);
        Assert.Null((await LookAsync(61, 89_000m)).IsDailyLossReached);
    }

    [Fact]
    public async Task Without_the_account_and_without_the_journal_nothing_is_known()
    {
        Assert.False((await watch.LookAsync(null, Monday, Minute(60), Cancel)).IsKnown);
        var (journal, made) = SwitchableJournal.Over(broker.Journal);
        made.IsOff = true;
        var ports = broker.Ports(journal);
        var blind = await new EquityWatch(ports, Limits).LookAsync(Account(100_000m), Monday, Minute(60), Cancel);
        Assert.False(blind.IsKnown);
        Assert.Equal(
            "The day's loss is not known: The disk is full. The drawdown is not known: The disk is full.", blind.Note);
        var off = await new EquityWatch(ports, new ProtectionLimits()).LookAsync(null, Monday, Minute(60), Cancel);
        Assert.True(off.IsKnown);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-20)]
    public async Task Of_an_account_that_never_had_money_nothing_is_known_and_nothing_fails(int equity)
    {
        lastEquity = equity;
        Assert.Equal(new EquityStanding(null, false, null, null, ""), await LookAsync(60, equity));
        Assert.Equal(new EquityStanding(null, false, null, null, ""), await LookAsync(61, -20m));
    }

    [Fact]
    public async Task A_drawdown_halts_trading_and_tells_it_once()
    {
        await StoreAsync(Friday, 104_000m);
        Assert.Null((await LookAsync(60, 98_801m)).Halt);
        var standing = await LookAsync(61, 98_800m);
        Assert.Equal(new Halt(
            Minute(61), false, "The equity of $98,800.00 is 5.0 % below its highest of $104,000.00; MaxDrawdown is 5.0 %.")
        {
            DrawdownEquity = 98_800m,
        }, standing.Halt);
        Assert.Equal(standing.Halt, (await broker.Journal.GetStateAsync(Cancel)).Halt);
        await LookAsync(62, 98_000m);
        Assert.Single(broker.Events.Of<Halted>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_resume_the_drawdown_counts_from_the_equity_of_then(bool restarts)
    {
        await StoreAsync(Friday, 104_000m);
        await LookAsync(61, 98_000m);
        await LookAsync(62, 96_000m);
        await broker.Journal.ResumeAsync(Cancel);
        var next = restarts ? NewWatch() : watch;
        Assert.Null((await LookAsync(63, 95_000m, next)).Halt);
        Assert.Null((await LookAsync(64, 91_201m, next)).Halt);
        Assert.NotNull((await LookAsync(65, 91_200m, next)).Halt);
        Assert.Equal(2, broker.Events.Of<Halted>().Count);
    }

    [Fact]
    public async Task After_a_resume_on_a_later_day_the_ends_of_the_days_since_count()
    {
        await StoreAsync(Friday, 104_000m);
        await LookAsync(61, 98_000m);
        await broker.Journal.ResumeAsync(Cancel);
        await StoreAsync(Monday.Date, 99_000m);
        var tuesday = new NyseCalendar().SessionAfter(Monday.Date);
        lastEquity = 99_000m;
        Assert.Null((await NewWatch().LookAsync(Account(94_051m), tuesday, tuesday.Open, Cancel)).Halt);
        Assert.NotNull((await NewWatch().LookAsync(Account(94_050m), tuesday, tuesday.Open, Cancel)).Halt);
    }

    [Fact]
    public async Task A_persons_halt_neither_begins_the_count_anew_nor_is_replaced()
    {
        await StoreAsync(Friday, 104_000m);
        var lunch = new Halt(Minute(60), false, "lunch");
        await broker.Journal.SetHaltAsync(lunch, Cancel);
        Assert.Equal((lunch, null), await HaltAsync(61));
        await broker.Journal.ResumeAsync(Cancel);
        Assert.Equal((Minute(62), 98_000), await HaltAsync(62) is var (halt, equity) ? (halt!.Since, equity) : default);

        async Task<(Halt? Halt, int? Equity)> HaltAsync(int minute)
        {
            var standing = await LookAsync(minute, 98_000m);
            return (standing.Halt, standing.DrawdownHaltEquity);
        }
    }

    [Fact]
    public async Task A_halt_whose_program_died_before_its_row_was_written_counts_anew_all_the_same()
    {
        await StoreAsync(Friday, 104_000m);
        Assert.NotNull((await NewWatch().LookAsync(Account(98_000m), Monday, Minute(61), Cancel)).Halt);
        Assert.Equal(97_000, (await LookAsync(62, 97_000m, NewWatch())).DrawdownHaltEquity);
        await broker.Journal.ResumeAsync(Cancel);
        Assert.Null((await LookAsync(63, 97_000m, NewWatch())).Halt);
    }

    [Fact]
    public async Task Of_two_programs_the_one_whose_halt_came_second_writes_the_same_mark()
    {
        await StoreAsync(Friday, 104_000m);
        Assert.NotNull((await NewWatch().LookAsync(Account(98_000m), Monday, Minute(61), Cancel)).Halt);
        // It reconciled before the first one halted, and its row is the first of the minute.
        var second = await NewWatch().LookAsync(Account(97_990m), Monday, Minute(61), Cancel);
        Assert.Equal((98_000m, 97_990), (second.Halt?.DrawdownEquity, second.DrawdownHaltEquity));
        Assert.Single(broker.Events.Of<Halted>());
    }

    [Fact]
    public async Task A_person_who_halts_over_the_limits_halt_leaves_its_mark_and_its_reason()
    {
        await StoreAsync(Friday, 104_000m);
        await LookAsync(61, 98_000m);
        await broker.Journal.HaltAsync(Minute(62), true, "lunch", Cancel);
        await broker.Journal.HaltAsync(Minute(62), false, "lunch", Cancel);
        var standing = await LookAsync(63, 97_000m, NewWatch());
        Assert.Equal(97_000, standing.DrawdownHaltEquity);
        Assert.Equal(
            (true, "The equity of $98,000.00 is 5.8 % below its highest of $104,000.00; MaxDrawdown is 5.0 %. lunch"),
            (standing.Halt!.Flatten, standing.Halt.Reason));
    }

    [Fact]
    public async Task Before_the_first_session_has_ended_the_drawdown_counts_from_the_last_close() =>
        Assert.NotNull((await LookAsync(60, 95_000m)).Halt);

    private EquityWatch NewWatch() => new(broker.Ports(), Limits);

    // As the scan does: the run's row keeps what was seen.
    private async Task<EquityStanding> LookAsync(int minute, decimal equity, EquityWatch? by = null)
    {
        var account = Account(equity) with { Halt = (await broker.Journal.GetStateAsync(Cancel)).Halt };
        var standing = await (by ?? watch).LookAsync(account, Monday, Minute(minute), Cancel);
        var key = new JobKey(JobKind.MinuteScan, Minute(minute).InNewYork().TimeOfDay);
        await broker.Journal.TryStartJobAsync(
            new JobRunRow(Monday.Date, key, Minute(minute), Result: new ScanResult(0, 0, 0, 0, new Dictionary<ReasonCode, int>())
            {
                IsDailyLossReached = standing.IsDailyLossReached == true,
                DrawdownHaltEquity = standing.DrawdownHaltEquity,
            }),
            Cancel);
        return standing;
    }

    private ReconciledAccount Account(decimal equity)
    {
        var view = new BrokerView(new AccountSnapshot(equity, equity, equity, lastEquity), [], []);
        return new(view, Reconciler.Reconcile([], view, Minute(0)), null);
    }

    private Task StoreAsync(LocalDate session, decimal equity) => broker.Journal.SavePerformanceAsync(
        new PerformanceRow(session, equity, 0m, 0, 0, 0, 0, 0, 0, 0, 0, 0), Cancel);
}
