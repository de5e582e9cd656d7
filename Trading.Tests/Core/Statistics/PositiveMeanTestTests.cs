using Trading.Cli.Output;
using Trading.Core.Statistics;

namespace Trading.Tests.Core.Statistics;

/// <summary>
/// Critical values from the table of Student's t in Abramowitz and Stegun, table 26.10, and the NIST handbook, 1.3.6.7.2.
/// </summary>
public sealed class PositiveMeanTestTests
{
    [Theory]
    [InlineData(1, 6.314, 0.05)]
    [InlineData(2, 6.965, 0.01)]
    [InlineData(3, 4.541, 0.01)]
    [InlineData(4, 3.747, 0.01)]
    [InlineData(5, 3.365, 0.01)]
    [InlineData(10, 1.812, 0.05)]
    [InlineData(25, 2.787, 0.005)]
    [InlineData(100, 2.364, 0.01)]
    public void The_p_value_agrees_with_the_published_table(int degrees, double critical, double tail) =>
        Assert.Equal(tail, PositiveMeanTest.PValue(ValuesOf(critical, degrees)), 4);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void The_distribution_is_symmetric(int degrees)
    {
        Assert.Equal(0.5, PositiveMeanTest.PValue(ValuesOf(0, degrees)), 12);
        Assert.Equal(1, PositiveMeanTest.PValue(ValuesOf(1.3, degrees)) + PositiveMeanTest.PValue(ValuesOf(-1.3, degrees)), 12);
    }

    // With one degree of freedom it is Cauchy's distribution, whose tail at t is atan(1/t)/pi.
    [Theory]
    [InlineData(1)]
    [InlineData(1e6)]
    [InlineData(1e12)]
    public void A_thin_tail_keeps_its_digits(double t) =>
        Assert.Equal(1, PositiveMeanTest.PValue(ValuesOf(t, 1)) / (Math.Atan(1 / t) / Math.PI), 3);

    [Fact]
    public void A_single_value_proves_nothing() => Assert.Equal(1, PositiveMeanTest.PValue([5.0]));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    public void Values_that_do_not_vary_are_certain(double value, double expected) =>
        Assert.Equal(expected, PositiveMeanTest.PValue([value, value, value]));

    // Values with this t statistic: 1 and -1 in turn (and a 0 last where the count is odd), all moved so that the mean fits.
    private static double[] ValuesOf(double t, int degrees)
    {
        var count = degrees + 1;
        double[] around =
            [.. Enumerable.Range(0, count).Select(i => count % 2 == 1 && i == count - 1 ? 0.0 : i % 2 == 0 ? 1.0 : -1.0)];
        var error = Math.Sqrt(around.Sum(v => v * v) / degrees / count);
        return [.. around.Select(v => v + (t * error))];
    }
}
