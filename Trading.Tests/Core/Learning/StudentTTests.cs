using Trading.Core.Learning;

namespace Trading.Tests.Core.Learning;

/// <summary>Critical values from the table of Student's t in Abramowitz and Stegun, table 26.10, and the NIST handbook, 1.3.6.7.2.</summary>
public sealed class StudentTTests
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
    public void Upper_tail_agrees_with_the_published_table(int degrees, double critical, double tail) =>
        Assert.Equal(tail, StudentT.UpperTail(critical, degrees), 4);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void The_distribution_is_symmetric(int degrees)
    {
        Assert.Equal(0.5, StudentT.UpperTail(0, degrees), 12);
        Assert.Equal(1, StudentT.UpperTail(1.3, degrees) + StudentT.UpperTail(-1.3, degrees), 12);
    }

    [Fact]
    public void A_single_value_proves_nothing() => Assert.Equal(1, StudentT.PValueOfPositiveMean([5.0]));
}
