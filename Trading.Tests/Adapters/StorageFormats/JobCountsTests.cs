using Trading.Adapters.StorageFormats;
using Trading.Cli.Output;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Tests.Adapters.StorageFormats;

public sealed class JobCountsTests
{
    public static TheoryData<JobKind, string> Stored => new()
    {
        { JobKind.Rebalance, """{"positions":2,"closing":1}""" },
        { JobKind.Rebalance, """{"positions":2,"closing":1,"RefusedByBroker":1}""" },
        { JobKind.EndOfDayClose, """{"closing":3,"cancelledEntries":1,"RefusedByBroker":2}""" },
        { JobKind.MinuteScan, """{"rows":10,"predictions":9,"entries":1,"positions":0,"RefusedByBroker":2,"Halted":1}""" },
        { JobKind.MinuteScan, """{"rows":10,"predictions":9,"entries":0}""" },
        { JobKind.MinuteScan, """{"rows":10,"predictions":9,"entries":0,"positions":0,"doubtOdds":23,"DoubtedToday":1}""" },
        {
            JobKind.NightlyRetrain,
            """{"sessionsFetched":1,"predictionsResolved":3900,"trades":4,"trained":1,"promoted":0,"retired":1}"""
        },
    };

    [Theory]
    [MemberData(nameof(Stored))]
    public void A_stored_text_of_before_is_read_and_written_again_to_the_letter(JobKind job, string text) =>
        Assert.Equal(text, JobCounts.Write(JobCounts.Read(job, text)));

    [Fact]
    public void A_scan_that_was_not_told_the_positions_does_not_say_none() =>
        Assert.Null(Assert.IsType<ScanResult>(JobCounts.Read(JobKind.MinuteScan, """{"rows":1}""")).Positions);

    [Fact]
    public void A_count_of_another_version_is_skipped() => Assert.Equal(
        new ScanResult(1, 0, 0, null, new Dictionary<ReasonCode, int> { [ReasonCode.Halted] = 2 }),
        JobCounts.Read(JobKind.MinuteScan, """{"rows":1,"lunches":4,"Halted":2,"7":1}"""));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("""{"rows":"one"}""")]
    public void A_text_that_is_no_object_of_counts_is_an_error(string text) =>
        Assert.Throws<FormatException>(() => JobCounts.Read(JobKind.MinuteScan, text));
}
