using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Core.Market;
using static Trading.Tests.Core.Days;
using Barrier = Trading.Core.Learning.Barrier;

namespace Trading.Tests.Core.Learning;

public sealed class TripleBarrierTests
{
    [Fact]
    public void A_rise_to_the_target_is_a_profit()
    {
        var outcome = Label(Flat(10), Bar(11, 100, 104.2m, 99.5m, 104));
        Assert.Equal((true, Barrier.Target), (outcome.Profit, outcome.Barrier));
        Assert.Equal(1.04 * (1 - 0.0002) / (1 + 0.0002) - 1, outcome.NetReturn, 12);
    }

    [Fact]
    public void A_fall_to_the_stop_is_a_loss() =>
        Assert.Equal(Barrier.Stop, Label(Flat(10), Bar(11, 100, 101, 97.9m, 100)).Barrier);

    [Fact]
    public void A_bar_that_spans_both_barriers_counts_as_a_stop()
    {
        var outcome = Label(Flat(10), Bar(11, 100, 105, 97, 104));
        Assert.Equal((false, Barrier.Stop), (outcome.Profit, outcome.Barrier));
    }

    [Fact]
    public void The_bar_of_the_entry_counts_already() =>
        Assert.Equal(
            (Minute(10), Barrier.Stop), (Label(Bar(10, 100, 105, 97, 104)).ExitAt, Label(Bar(10, 100, 105, 97, 104)).Barrier));

    [Fact]
    public void A_gap_through_the_stop_is_sold_at_the_open() =>
        Assert.Equal(0.90 * 0.9998 / 1.0002 - 1, Label(Flat(10), Bar(11, 90, 91, 89, 90)).NetReturn, 12);

    [Fact]
    public void A_gap_above_the_target_is_sold_at_the_open() =>
        Assert.Equal(1.10 * 0.9998 / 1.0002 - 1, Label(Flat(10), Bar(11, 110, 111, 109, 110)).NetReturn, 12);

    [Fact]
    public void Neither_barrier_means_the_open_of_the_day_s_exit()
    {
        var outcome = Label(Flat(10), Flat(384, 101), Bar(385, 100.5m, 120, 80, 110), Flat(386, 130));
        Assert.Equal((Barrier.Time, Minute(385)), (outcome.Barrier, outcome.ExitAt));
        Assert.Equal(1.005 * 0.9998 / 1.0002 - 1, outcome.NetReturn, 12);
    }

    [Fact]
    public void Without_a_bar_after_the_day_s_exit_the_last_close_counts() =>
        Assert.Equal(1.01 * 0.9998 / 1.0002 - 1, Label(Flat(10), Flat(300, 101)).NetReturn, 12);

    [Fact]
    public void Nothing_after_the_close_counts() =>
        Assert.Equal(Barrier.Time, Label(Flat(10), Bar(390, 100, 200, 100, 200)).Barrier);

    [Fact]
    public void A_rise_smaller_than_the_costs_is_no_profit() =>
        Assert.False(Label(Flat(10), Flat(385, 100.03m)).Profit);

    [Fact]
    public void A_rise_larger_than_the_costs_is_a_profit() =>
        Assert.True(Label(Flat(10), Flat(385, 100.05m)).Profit);

    [Fact]
    public void The_share_is_bought_at_the_next_bar_even_when_minutes_are_missing() =>
        Assert.Equal(Minute(40), Label(Flat(40), Flat(41)).EntryAt);

    [Fact]
    public void Nothing_can_be_bought_once_the_day_s_exit_has_come() =>
        Assert.Null(TripleBarrier.Label([Flat(385), Flat(386)], Minute(385), Monday, Rules));

    [Fact]
    public void Nothing_can_be_bought_when_no_bar_follows() =>
        Assert.Null(TripleBarrier.Label([Flat(5)], Minute(10), Monday, Rules));

    [Fact]
    public void Bars_before_the_decision_change_nothing() =>
        Gen.Decimal[50, 150].Array[0, 10].Sample(earlier =>
        {
            Bar[] past = [.. earlier.Select((price, i) => Flat(i, Math.Round(price, 2)))];
            Bar[] future = [Flat(10), Bar(11, 100, 104.2m, 99.5m, 104)];
            Assert.Equal(
                TripleBarrier.Label(future, Minute(10), Monday, Rules),
                TripleBarrier.Label([.. past, .. future], Minute(10), Monday, Rules));
        });

    [Fact]
    public void Bars_after_the_exit_change_nothing() =>
        Gen.Decimal[50, 150].Array[0, 10].Sample(later =>
        {
            Bar[] past = [Flat(10), Bar(11, 100, 104.2m, 99.5m, 104)];
            Bar[] future = [.. later.Select((price, i) => Flat(12 + i, Math.Round(price, 2)))];
            Assert.Equal(
                TripleBarrier.Label(past, Minute(10), Monday, Rules),
                TripleBarrier.Label([.. past, .. future], Minute(10), Monday, Rules));
        });

    private static TradeOutcome Label(params Bar[] bars) =>
        TripleBarrier.Label(bars, Minute(10), Monday, Rules) ?? throw new InvalidOperationException("There is no label.");
}
