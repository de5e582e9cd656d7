using Trading.Core.Statistics;

namespace Trading.Tests.Core.Statistics;

public sealed class DrawdownTests
{
    [Fact]
    public void It_is_measured_from_the_highest_so_far()
    {
        var drawdown = Drawdown.Over([100m, 80m, 120m, 90m, 108m]);

        Assert.Equal((0.1, 0.25), (drawdown.Current, drawdown.Largest));
    }

    [Fact]
    public void A_new_high_is_zero_and_the_largest_stays()
    {
        var drawdown = Drawdown.Over([100m, 99m]);

        Assert.Equal(0, drawdown.Add(101m));
        Assert.Equal(0.01, drawdown.Largest, 12);
    }

    [Fact]
    public void Without_a_value_above_zero_there_is_none()
    {
        Assert.Equal(0, new Drawdown().Largest);
        Assert.Equal(0, Drawdown.Over([0m, -5m]).Largest);
    }
}
