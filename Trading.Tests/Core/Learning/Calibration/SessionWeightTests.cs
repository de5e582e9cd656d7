using Trading.Core.Learning.Calibration;

namespace Trading.Tests.Core.Learning.Calibration;

/// <summary>A row at a coin's odds has a gradient of one half up or down, and an information of one quarter.</summary>
public sealed class SessionWeightTests
{
    private const double Information = 0.25;

    [Fact]
    public void Sessions_whose_rows_share_one_fate_are_worth_about_one_row_each()
    {
        var weight = new SessionWeight();
        var last = 0.0;
        for (var i = 0; i < 200; i++) last = weight.Add(i % 2 == 0 ? 0.5 : -0.5, Information);
        Assert.Equal(1, last, 2);
    }

    [Fact]
    public void Sessions_of_a_hundred_independent_rows_come_to_be_worth_a_hundred()
    {
        var random = new SimulatedChance(5);
        var weight = new SessionWeight();
        var last = 0.0;
        for (var i = 0; i < 2_000; i++)
            last = weight.Add(Enumerable.Range(0, 100).Average(_ => random.Uniform() < 0.5 ? 0.5 : -0.5), Information);
        Assert.InRange(last, 85, 115);
    }

    /// <summary>However well the first sessions agree: two sessions of one row's worth are believed beforehand.</summary>
    [Fact]
    public void The_first_sessions_are_worth_little()
    {
        var weight = new SessionWeight();
        Assert.Equal([1, 1.5, 2, 2.5], Enumerable.Range(0, 4).Select(_ => weight.Add(0, Information)));
    }

    [Fact]
    public void A_session_is_worth_a_row_at_least() => Assert.Equal(1, new SessionWeight().Add(0.5, 0));
}
