using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Scheduling;
using Trading.Core.Storage;
using Trading.Tests.Core.Jobs;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Execution;

/// <summary>What the limits see of journal and broker, at the decision and right before sending.</summary>
public sealed class ProtectionReaderTests
{
    private static readonly ProtectionLimits Limits = new()
    {
        MaxTradesPerDay = 2,
        MaxLossesInRow = 2,
        CooldownAfterStop = Duration.FromMinutes(30),
        MaxExposure = 0.01m,
    };

    private readonly ScriptedBroker broker = new() { Answers = ScriptedBroker.Takes };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_limit_nothing_is_read()
    {
        var (journal, made) = SwitchableJournal.Over(broker.Journal);
        made.IsOff = true;
        Assert.Null(await ProtectionReader.ReadAsync(new(), journal, Monday, [], broker.View, false, Cancel));
        Assert.Equal(0, made.Failed);
    }

    [Fact]
    public async Task What_cannot_be_read_is_not_known()
    {
        var (journal, made) = SwitchableJournal.Over(broker.Journal);
        made.IsOff = true;
        Assert.False((await ProtectionReader.ReadAsync(Limits, journal, Monday, [], broker.View, false, Cancel))!.IsKnown);
        Assert.False((await ReadAsync(isDailyLossReached: null)).IsKnown);
        Assert.True((await ReadAsync(isDailyLossReached: true)).IsDailyLossReached);
    }

    [Fact]
    public async Task A_drawdown_that_cannot_be_judged_refuses_entries_when_it_is_the_only_limit()
    {
        var limits = new ProtectionLimits { MaxDrawdown = 0.05m };
        var view = new BrokerView(new AccountSnapshot(100_000m, 100_000m, 100_000m), [], []);
        var account = new ReconciledAccount(view, Reconciler.Reconcile([], view, Minute(0)), null);
        var standing = await new EquityWatch(broker.Ports(), limits).LookAsync(account, Monday, Minute(60), Cancel);
        Assert.False(standing.IsKnown);
        var known = await ProtectionReader.ReadAsync(
            limits, broker.Journal, Monday, [], view, standing.IsKnown ? standing.IsDailyLossReached : null, Cancel);
        var context = new EntryContext
        {
            Session = Monday,
            Minute = Minute(70),
            Involved = [],
            Account = view.Account,
            Protections = known,
        };
        Assert.Equal(ReasonCode.ProtectionsUnknown, await EnterAsync(Entry("A", 70), context, limits));
        Assert.Empty(broker.Sent);
    }

    [Fact]
    public async Task A_position_from_an_earlier_session_that_was_stopped_today_counts_and_one_of_yesterday_does_not()
    {
        await SaveAsync("A", Monday.Date.PlusDays(-3), Minute(5));
        await SaveAsync("B", Monday.Date.PlusDays(-3), Minute(5) - Duration.FromDays(3));
        var state = await ReadAsync();
        Assert.Equal(["A"], state.Stops.Keys);
        Assert.Equal(1, state.LossesInRow);
    }

    [Fact]
    public async Task An_entry_that_another_program_made_meanwhile_counts_before_sending_and_the_own_one_does_not()
    {
        var context = new EntryContext
        {
            Session = Monday,
            Minute = Minute(70),
            Involved = [],
            Account = new AccountSnapshot(100_000, 100_000, 100_000),
            Protections = await ReadAsync(),
        };
        await broker.Journal.TryAddIntentAsync(Entry("B", 69) with { Status = IntentStatus.Unknown }, Cancel);
        Assert.Equal(ReasonCode.Entered, await EnterAsync(Entry("A", 70), context));
        Assert.Equal(ReasonCode.MaxTradesPerDay, await EnterAsync(Entry("C", 70), context));
        Assert.Equal(["A"], broker.Sent.Select(order => order.Symbol));
    }

    [Fact]
    public async Task A_stop_that_is_written_between_decision_and_sending_keeps_the_symbol_out()
    {
        var context = new EntryContext
        {
            Session = Monday,
            Minute = Minute(70),
            Involved = [],
            Account = new AccountSnapshot(100_000, 100_000, 100_000),
            Protections = await ReadAsync(),
        };
        await SaveAsync("A", Monday.Date, Minute(69));
        Assert.Equal(ReasonCode.RestsAfterStop, await EnterAsync(Entry("A", 70), context));
        Assert.Equal(ReasonCode.Entered, await EnterAsync(Entry("B", 70), context));
    }

    [Fact]
    public async Task A_day_that_another_program_saw_lost_is_lost_at_the_decision_and_before_sending()
    {
        var limits = new ProtectionLimits { MaxDailyLoss = 0.02m };
        var context = new EntryContext
        {
            Session = Monday,
            Minute = Minute(70),
            Involved = [],
            Account = new AccountSnapshot(100_000, 100_000, 100_000),
            Protections = await OfAsync(limits),
        };
        Assert.Equal(ReasonCode.Entered, await EnterAsync(Entry("A", 70), context, limits));
        await broker.Journal.TryStartJobAsync(Scan(69, isDayLost: true), Cancel);
        Assert.Equal(ReasonCode.MaxDailyLoss, await EnterAsync(Entry("B", 70), context, limits));
        Assert.True((await OfAsync(limits))!.IsDailyLossReached);

        Task<Protections?> OfAsync(ProtectionLimits of) =>
            ProtectionReader.ReadAsync(of, broker.Journal, Monday, [], broker.View, false, Cancel);
    }

    [Fact]
    public async Task What_a_scan_saw_of_the_limits_is_kept_though_another_program_wrote_the_minute_first()
    {
        await broker.Journal.TryStartJobAsync(Scan(69, isDayLost: false), Cancel);
        await LimitMarks.KeepAsync(broker.Journal, Scan(69, isDayLost: true), Cancel);
        var limits = new ProtectionLimits { MaxDailyLoss = 0.02m };
        Assert.True(await ProtectionReader.IsDayLostAsync(limits, broker.Journal, Monday.Date, Cancel));
        await LimitMarks.KeepAsync(broker.Journal, Scan(69, isDayLost: false), Cancel);
        Assert.True(await ProtectionReader.IsDayLostAsync(limits, broker.Journal, Monday.Date, Cancel));
    }

    private static JobRunRow Scan(int minute, bool isDayLost) => new(
        Monday.Date, new JobKey(JobKind.MinuteScan, Minute(minute).InNewYork().TimeOfDay), Minute(minute))
    {
        FinishedAt = Minute(minute),
        Result = new ScanResult(0, 0, 0, 0, new Dictionary<ReasonCode, int>()) { IsDailyLossReached = isDayLost },
    };

    private async Task<Protections> ReadAsync(bool? isDailyLossReached = false) => (await ProtectionReader.ReadAsync(
        Limits, broker.Journal, Monday, await broker.Journal.GetIntentsAsync(Monday.Date, Cancel), broker.View,
        isDailyLossReached, Cancel))!;

    private Task<ReasonCode> EnterAsync(OrderIntent entry, EntryContext context, ProtectionLimits? limits = null) =>
        new OrderSender(broker.Ports()).EnterAsync(
            entry, new EntryPolicy(new RiskLimits { Protections = limits ?? Limits }, Rules, Duration.FromMinutes(30)), context,
            Cancel);

    private Task<bool> SaveAsync(string symbol, LocalDate session, Instant stoppedAt) => broker.Journal.SaveTradeAsync(
        new TradeRow(
            ClientOrderId.Entry(session, Minute(1), symbol), session, symbol, 5, Minute(1), 100m, 0.7, "m", stoppedAt, 98m,
            ExitReason.StopLoss),
        Cancel);

    private static OrderIntent Entry(string symbol, int minute) => new(
        new OrderRequest(ClientOrderId.Entry(Monday.Date, Minute(minute), symbol), symbol, OrderSide.Buy, 5, OrderType.Market),
        OrderPurpose.Entry, Monday.Date, Minute(minute), null, 100m, 0.7, "m");
}
