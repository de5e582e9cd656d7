using Cronos;
using Trading.Cli.Output;
using Trading.Core.Events;
using Trading.Core.Learning.Evidence;
using Trading.Core.Risk;
using Trading.Core.Status;
using Trading.Core.Storage;
using Trading.Tests.Functions;
using Trading.Tests.Infra.Rules;
using Trading.Tests.Reporting;

namespace Trading.Tests.Infra;

public sealed class TelemetryTests
{
    private static readonly LocalDate Day = new(2025, 11, 28);

    [Fact]
    public void There_is_no_instrument_that_measures_nothing() => Assert.Equal(Telemetry.Instruments, Telemetry.Metrics);

    [Fact]
    public void A_session_without_resolved_predictions_has_no_accuracy()
    {
        using var listener = new Hearing();
        listener.Telemetry.Resolved(Day, TrackRecord.Of([], 1));
        Assert.Empty(listener.Heard);
        listener.Telemetry.Resolved(
            Day, TrackRecord.Of([new PerformanceRow(Day, 100, 0, 0, 0, 0, Predictions: 10, Correct: 4, Profits: 3, 0, 0, 0)], 1));
        Assert.Equal(
            [("trading.accuracy", 0.4, "session=2025-11-28"), ("trading.accuracy.majority", 0.7, "session=2025-11-28")],
            listener.Heard);
    }

    [Fact]
    public void An_order_that_the_broker_refused_is_counted_once_when_it_is_told_and_not_again_with_its_run()
    {
        using var listener = new Hearing();
        listener.Telemetry.Emit(new OrderRefused(Instant.FromUtc(2025, 11, 28, 17, 56), Telemetry.RefusedSale));
        foreach (var job in (JobKind[])[JobKind.MinuteScan, JobKind.EndOfDayClose, JobKind.Rebalance])
        {
            JobResult result = job switch
            {
                JobKind.Rebalance => new RebalanceResult(1, 1, Refused: 2),
                JobKind.EndOfDayClose => new CloseResult(1, 0, Refused: 2),
                _ => new ScanResult(0, 0, 0, 1, new Dictionary<ReasonCode, int> { [ReasonCode.RefusedByBroker] = 2 }),
            };
            var run = new JobRunRow(Day, JobKey.Parse($"{job}_1256"), Instant.FromUtc(2025, 11, 28, 17, 56), Result: result);
            listener.Telemetry.Emit(new JobSucceeded(run));
        }
        Assert.Equal(
            ("trading.refusals", 1, "reason=RefusedByBroker"),
            Assert.Single(listener.Heard, m => m.Name != "trading.job.runs" && m.Value != 0));
    }

    [Fact]
    public void A_night_measures_its_evidence_and_a_night_without_a_record_measures_none()
    {
        using var listener = new Hearing();
        var card = SampleResults.Normal().Models[^1];
        var evidence = new EvidencePoint(
            Day, 42, OverBase: 2.5, OverTrivial: 2.25, Profit: -0.5, Doubt: 1.5, RecipeStanding.Doubted);
        listener.Telemetry.Emit(new ModelTrained(Instant.MinValue, card with { Evidence = null }));
        Assert.Empty(listener.Heard);
        listener.Telemetry.Emit(new ModelTrained(Instant.MinValue, card with { Evidence = evidence }));
        Assert.Equal(
            [
                ("trading.evidence", 2.5, "kind=base"), ("trading.evidence", 2.25, "kind=trivial"),
                ("trading.evidence", -0.5, "kind=profit"), ("trading.doubt", 1.5, ""),
                ("trading.standing", (double)RecipeStanding.Doubted, "standing=Doubted"),
            ],
            listener.Heard);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(23, 1)]
    public void A_scan_says_whether_entries_have_stopped_for_the_day(int? odds, int measured)
    {
        using var listener = new Hearing();
        var scan = new ScanResult(0, 0, 0, 1, new Dictionary<ReasonCode, int>()) { DoubtOdds = odds };
        var run = new JobRunRow(Day, JobKey.Parse("MinuteScan_1256"), Instant.FromUtc(2025, 11, 28, 17, 56), Result: scan);
        listener.Telemetry.Emit(new JobSucceeded(run));
        Assert.Equal(measured, Assert.Single(listener.Heard, m => m.Name == "trading.doubted_today").Value);
    }

    [Fact]
    public void The_training_is_not_missed_before_its_timer_has_ticked_for_the_last_time()
    {
        var day = new DateTime(2025, 11, 25, 0, 0, 0, DateTimeKind.Utc);
        var last = CronExpression.Parse(AppFiles.Schedules()[nameof(JobKind.NightlyRetrain)], CronFormat.IncludeSeconds)
            .GetOccurrences(day, day.AddDays(1)).Last();
        Assert.InRange(last.TimeOfDay, TimeSpan.FromHours(8), TimeSpan.FromHours(9));
        Assert.Contains(
            "startofday(now()) + 9h + 5m", Repository.Read("infra/queries/no-heartbeat.kql"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rebalance_at_another_time_is_missed_at_another_time()
    {
        using var copy = new InfraCopy();
        await File.WriteAllTextAsync(Path.Combine(copy.Folder, "main.bicepparam"),
            "using 'main.bicep'\nparam environmentName = 'trading'\nparam alertEmail = 'somebody@example.com'\nparam settings "
                + "= { RebalanceTime: '05:30' }\n",
            TestContext.Current.CancellationToken);
        var deployment = new Deployment([], await BicepCompiler.SnapshotAsync(copy, []));
        Assert.Contains("totimespan('05:30:00')", AlertRules.QueryOf(deployment, "no-heartbeat"), StringComparison.Ordinal);
    }
}
