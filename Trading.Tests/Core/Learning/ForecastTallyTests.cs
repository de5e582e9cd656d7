using Trading.Core.Learning;

namespace Trading.Tests.Core.Learning;

public sealed class ForecastTallyTests
{
    private static readonly (double Probability, bool Profit)[] Forecasts =
        [(0.8, true), (0.7, false), (0.5, true), (0.4, false), (0.2, true)];

    [Fact]
    public void It_counts_what_was_right_and_what_signals_claimed_and_had()
    {
        var tally = ForecastTally.Of(Forecasts, 0.7);

        Assert.Equal((5, 3, 3), (tally.Count, tally.Correct, tally.Profits));
        Assert.Equal((0.6, 0.6), (tally.Accuracy, tally.MajorityClass));
        Assert.Equal((2, 0.75, 0.5), (tally.Signals, tally.Claimed, tally.Actual));
    }

    [Fact]
    public void The_more_frequent_answer_may_be_no() =>
        Assert.Equal(0.75, ForecastTally.Of([(0.1, false), (0.1, false), (0.9, true), (0.9, false)], 1).MajorityClass);

    [Fact]
    public void Two_sets_together_are_as_one() =>
        Assert.Equal(
            ForecastTally.Of(Forecasts, 0.7),
            ForecastTally.Of(Forecasts[..2], 0.7) + ForecastTally.Of(Forecasts[2..], 0.7));

    [Fact]
    public void Of_nothing_no_rate_is_known()
    {
        var none = ForecastTally.Of([], 0.7);

        Assert.Equal(
            [null, null, null, null, null],
            (double?[])[none.Accuracy, none.BaseRate, none.MajorityClass, none.Claimed, none.Actual]);
    }
}
