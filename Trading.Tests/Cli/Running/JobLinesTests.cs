using Trading.Cli.Output;
using Trading.Cli.Running;
using Trading.Core.Risk;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Cli.Running;

public sealed class JobLinesTests
{
    private readonly JobLines lines = new();

    [Fact]
    public void A_failure_that_goes_on_is_told_with_its_error_each_time_and_never_as_nothing_to_do()
    {
        var failed = Scan(31) with { Error = "No entry is made: the broker could not be reconciled (no answer)." };

        JobRunRow[] runs = [failed, failed with { Key = JobKey.Parse("MinuteScan_1032") }];
        var texts = runs.Select(run => lines.Of(run)!.Text).ToList();

        const string told = "MinuteScan FAILED: No entry is made: the broker could not be reconciled (no answer).";
        Assert.Equal([told, told], texts);
    }

    [Fact]
    public void A_scan_in_which_nothing_happened_has_no_line_and_a_daily_job_says_that_it_had_nothing_to_do()
    {
        Assert.Null(lines.Of(Scan(31)));
        var rebalance = AJob(Monday, JobKind.Rebalance) with { Result = new RebalanceResult(0, 0, 0) };
        Assert.Equal("Rebalance: nothing to do", lines.Of(rebalance)!.Text);
    }

    [Fact]
    public void A_scan_tells_what_it_ordered_and_a_refusal_only_when_it_is_new()
    {
        IReadOnlyList<PredictionRow> signals =
        [
            APrediction(Monday, "AAPL", 61) with { Reason = ReasonCode.Entered },
            APrediction(Monday, "QQQ", 61) with { Reason = ReasonCode.AlreadyInvolved },
            APrediction(Monday, "SPY", 61) with { Reason = ReasonCode.RiskTooLarge },
        ];
        lines.Remember(signals);
        Assert.Equal("MinuteScan: ordered AAPL; not bought: SPY (risk too large)", lines.Of(Scan(31))!.Text);
        lines.Remember([.. signals.Skip(1)]);
        Assert.Null(lines.Of(Scan(32)));
    }

    private static JobRunRow Scan(int minute) => AJob(
        Monday, new JobKey(JobKind.MinuteScan, new LocalTime(10, minute)), minute + 30) with
    {
        Result = new ScanResult(3, 3, 0, 0, new Dictionary<ReasonCode, int>()),
    };
}
