using Trading.Adapters.Hosting;
using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Settings;
using Trading.Core.Status;
using Trading.Core.Storage;
using Trading.Reporting;
using Trading.Simulation.Backtest;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Core.Status;

public sealed class StatusReaderTests
{
    private static readonly Unconnected Nobody = new("Nobody is there.", TradingMode.Paper);
    private readonly InMemoryJournal journal = new();
    private readonly InMemoryModelRegistry models = new();

    private static readonly Dictionary<ReasonCode, int> NoRefusals = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_broker_that_does_not_answer_hides_nothing_else()
    {
        await journal.SetHaltAsync(new Halt(Rows.Minute(Rows.Tuesday, 5), false, "wait"), Cancel);
        await journal.SavePredictionsAsync(
            Rows.Tuesday,
            [Rows.APrediction(Rows.Tuesday, "SPY", 40),
            Rows.APrediction(Rows.Tuesday, "QQQ", 40) with { Reason = ReasonCode.Halted }], Cancel);
        var scan = Rows.AJob(Rows.Tuesday, new(JobKind.MinuteScan, new LocalTime(10, 10)), 40);
        await journal.TryStartJobAsync(scan with { Result = new ScanResult(2, 2, 0, 0, NoRefusals) }, Cancel);
        await journal.SavePerformanceAsync(Rows.AnEvening(Rows.Monday), Cancel);

        var report = await ReadAsync(Rows.Minute(Rows.Tuesday, 60));

        Assert.Equal([null, "Nobody is there.", null, "Nobody is there."], report.Health.Select(h => h.Error));
        Assert.Null(report.Account);
        Assert.Null(report.Positions);
        Assert.Equal("wait", report.Halt?.Reason);
        Assert.Equal(2, report.Day!.Predictions);
        Assert.Equal(
            [(ReasonCode.BelowMinConfidence, 1), (ReasonCode.Halted, 1)],
            report.Day.ByReason.Select(one => (one.Key, one.Value)).OrderBy(one => one.Key));
        Assert.Equal(Rows.Monday, Assert.Single(report.History).Session);
        Assert.Equal((8.2 / 12, 7.0 / 12), (report.Record[0].Claimed, report.Record[0].Actual));
        Assert.False(report.Model!.MayTrade);
    }

    [Fact]
    public async Task A_run_without_an_exchange_is_read_without_asking_for_one()
    {
        var report = await ReadAsync(Rows.Minute(Rows.Tuesday, 60), hasExchange: false);

        Assert.Equal(["journal", "models"], report.Health.Select(h => h.Part));
        Assert.DoesNotContain(report.Health, h => h.Error is not null);
        Assert.Null(report.Positions);
        Assert.Empty(report.HeldByJournal!);
    }

    [Fact]
    public async Task What_the_journal_holds_is_told_even_when_the_broker_is_silent()
    {
        var entry = Rows.AnIntent(Rows.Tuesday, "SPY", 40, IntentStatus.Holding);
        Assert.True(await journal.TryAddIntentAsync(entry, Cancel));

        Assert.Equal(entry.Id, Assert.Single((await ReadAsync(Rows.Minute(Rows.Tuesday, 60))).HeldByJournal!).Id);
    }

    [Fact]
    public async Task The_bell_and_the_session_are_those_of_the_moment()
    {
        var open = await ReadAsync(Rows.Minute(Rows.Tuesday, 60));
        var evening = await ReadAsync(Rows.Minute(Rows.Tuesday, 500));
        var morning = await ReadAsync(Rows.Minute(Rows.Tuesday, -60));

        Assert.Equal((true, Rows.Tuesday, Rows.Minute(Rows.Tuesday, 390)), (open.IsOpen, open.Session.Date, open.NextBell));
        Assert.Equal(
            (false, Rows.Tuesday, Rows.Minute(Rows.Wednesday, 0)), (evening.IsOpen, evening.Session.Date, evening.NextBell));
        Assert.Equal(
            (false, Rows.Monday, Rows.Minute(Rows.Tuesday, 0)), (morning.IsOpen, morning.Session.Date, morning.NextBell));
    }

    [Fact]
    public async Task Each_job_shows_its_latest_run_and_its_next()
    {
        await journal.TryStartJobAsync(Rows.AJob(Rows.Monday, JobKey.Parse("MinuteScan_1031"), 61), Cancel);
        await journal.TryStartJobAsync(Rows.AJob(Rows.Tuesday, JobKey.Parse("MinuteScan_0931"), 1), Cancel);
        await journal.TryStartJobAsync(Rows.AJob(Rows.Monday, JobKind.NightlyRetrain, 630) with { Error = "No bars." }, Cancel);

        var jobs = (await ReadAsync(Rows.Minute(Rows.Tuesday, 60))).Jobs.ToDictionary(j => j.Name);

        Assert.Equal("MinuteScan_0931", $"{jobs[JobKind.MinuteScan].Last!.Key}");
        Assert.Equal(Rows.Minute(Rows.Tuesday, 61), jobs[JobKind.MinuteScan].Next);
        Assert.Equal("No bars.", jobs[JobKind.NightlyRetrain].Last!.Error);
        Assert.Null(jobs[JobKind.Rebalance].Last);
        Assert.Equal(ExchangeTime.At(Rows.Wednesday, new(4, 0)), jobs[JobKind.Rebalance].Next);
    }

    [Fact]
    public async Task What_stopped_entries_is_of_the_session_that_runs_and_of_no_other()
    {
        var scan = new ScanResult(3, 3, 0, 0, new Dictionary<ReasonCode, int>()) { DoubtOdds = 23 };
        await journal.TryStartJobAsync(
            Rows.AJob(Rows.Monday, JobKey.Parse("MinuteScan_1031"), 61) with { Result = scan }, Cancel);

        var (monday, tuesday) = (await ReadAsync(Rows.Minute(Rows.Monday, 62)), await ReadAsync(Rows.Minute(Rows.Tuesday, 62)));

        Assert.Equal((23, true), (monday.Day!.DoubtOdds, monday.Day.IsDoubted));
        Assert.Equal((null, false), (tuesday.Day!.DoubtOdds, tuesday.Day.IsDoubted));
    }

    [Fact]
    public async Task A_trade_held_over_the_night_counts_on_the_day_of_its_exit()
    {
        var overnight = Rows.ATrade(Rows.Monday, "SPY")
            with
        { ExitAt = Rows.Minute(Rows.Tuesday, 1), ExitPrice = 101.25m, ExitReason = ExitReason.Rebalance };
        var sameDay = Rows.ATrade(Rows.Monday, "QQQ")
            with
        { ExitAt = Rows.Minute(Rows.Monday, 9), ExitPrice = 99.25m, ExitReason = ExitReason.StopLoss };
        var open = Rows.ATrade(Rows.Tuesday, "AAPL");
        foreach (var trade in (TradeRow[])[overnight, sameDay, open]) await journal.SaveTradeAsync(trade, Cancel);

        var tuesday = (await ReadAsync(Rows.Minute(Rows.Tuesday, 60))).Day!;
        var monday = (await ReadAsync(Rows.Minute(Rows.Monday, 60))).Day!;

        Assert.Equal([overnight, open], tuesday.Trades);
        Assert.Equal(5m, tuesday.Pnl);
        Assert.Equal(-5m, monday.Pnl);
    }

    [Fact]
    public async Task A_damaged_model_is_named_with_what_is_wrong()
    {
        var artifact = Rows.AModel("m1");
        await models.SaveAsync(artifact, Cancel);
        var (_, tag) = await models.GetCurrentAsync(Cancel);
        Assert.True(await models.TrySetCurrentAsync(
            new CurrentModel("m1", "m1", "It is proven.", Rows.Minute(Rows.Monday, 0)), tag, Cancel));

        var report = await ReadAsync(Rows.Minute(Rows.Tuesday, 60));

        Assert.Null(report.Model);
        Assert.Contains(
            "m1 cannot be used: Model m1 was trained with feature schema 3",
            report.Health.Single(h => h.Part == "models").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_json_with_names_in_camel_case_and_enums_and_ids_as_text()
    {
        var json = System.Text.Json.JsonElement.Parse(StatusJson.Of(MadeUpStatus.Bad()));

        Assert.Equal("Live", json.GetProperty("mode").GetString());
        Assert.Equal("2025-11-17T21:03:00Z", json.GetProperty("at").GetString());
        Assert.Equal("2025-11-17", json.GetProperty("session").GetProperty("date").GetString());
        var evidence = System.Text.Json.JsonElement.Parse(StatusJson.Of(MadeUpStatus.Normal()))
            .GetProperty("model").GetProperty("evidence");
        Assert.Equal("Proven", evidence.GetProperty("last").GetProperty("standing").GetString());
        Assert.False(json.GetProperty("day").GetProperty("isDoubted").GetBoolean());
        Assert.Equal(3_071, json.GetProperty("day").GetProperty("byReason").GetProperty("BelowMinConfidence").GetInt32());
        Assert.Equal("StopLoss", json.GetProperty("day").GetProperty("trades")[0].GetProperty("exitReason").GetString());
        Assert.EndsWith(
            "-entry", json.GetProperty("day").GetProperty("trades")[0].GetProperty("entryId").GetString(),
            StringComparison.Ordinal);
        Assert.True(json.GetProperty("isHeldOverTheClose").GetBoolean());
    }

    [Theory]
    [InlineData(99, 0.01)]
    [InlineData(100, 0)]
    [InlineData(101, 0)]
    public void A_fall_is_measured_from_the_highest_session_end_or_where_it_began(int equity, double fall)
    {
        PerformanceRow[] days = [
            Rows.AnEvening(Rows.Monday) with { Equity = 95m, Pnl = -5m },
            Rows.AnEvening(Rows.Tuesday) with { Equity = 98m, Pnl = 3m }];

        Assert.Equal(fall, EquityFall.Of(days, equity), 10);
    }

    [Fact]
    public void A_second_halt_takes_nothing_of_the_first_back()
    {
        var first = Halt.Over(null, Rows.Minute(Rows.Monday, 1), true, "why");

        Assert.Equal(
            new Halt(Rows.Minute(Rows.Monday, 1), true, "why"), Halt.Over(first, Rows.Minute(Rows.Monday, 9), false, ""));
        Assert.Equal("other", Halt.Over(first, Rows.Minute(Rows.Monday, 9), false, "other").Reason);
    }

    private async Task<StatusReport> ReadAsync(Instant now, bool hasExchange = true)
    {
        var ports = new TradingPorts(
            new VirtualClock(now), new NyseCalendar(), Nobody, Nobody, journal, models, new InMemoryBarArchive());
        using var reader = new StatusReader(ports, new TradingSettings(), hasExchange);
        return await reader.ReadAsync(Cancel);
    }
}
