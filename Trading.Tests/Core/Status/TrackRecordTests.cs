using Trading.Cli.Output;
using Trading.Core.Status;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Core.Status;

public sealed class TrackRecordTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    public void Always_saying_the_more_frequent_answer_is_right_three_times_in_four(int profits) =>
        Assert.Equal(
            0.75, TrackRecord.Of([Rows.AnEvening(Rows.Monday) with { Predictions = 12, Profits = profits }], 1).MajorityClass);

    [Fact]
    public void What_was_not_counted_has_no_rate() =>
        Assert.Null(TrackRecord.Of([Rows.AnEvening(Rows.Monday) with { Predictions = 0, Profits = 0 }], 1).MajorityClass);
}
