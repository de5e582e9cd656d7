using CsCheck;
using Trading.Simulation.Backtest;

namespace Trading.Tests.Simulation.Backtest;

/// <summary>Known values: Python's <c>statistics.NormalDist</c>.</summary>
public sealed class NormalDistributionTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.8413447460685429)]
    [InlineData(-1.96, 0.024997895148220428)]
    [InlineData(3.5, 0.9997673709209645)]
    [InlineData(40, 1)]
    [InlineData(-40, 0)]
    public void The_cumulative_probability_has_its_known_value(double x, double expected) =>
        Assert.Equal(expected, NormalDistribution.Cumulative(x), 12);

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.95, 1.6448536269514715)]
    [InlineData(0.001, -3.090232306167813)]
    public void The_quantile_has_its_known_value(double probability, double expected) =>
        Assert.Equal(expected, NormalDistribution.Quantile(probability), 10);

    [Fact]
    public void The_quantile_undoes_the_cumulative_probability() =>
        Gen.Double[-5, 5].Sample(x => Assert.Equal(x, NormalDistribution.Quantile(NormalDistribution.Cumulative(x)), 6));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_quantile_of_no_probability_is_refused(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => NormalDistribution.Quantile(probability));
}
