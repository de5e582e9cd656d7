using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Statistics;

namespace Trading.Tests.Core.Statistics;

/// <summary>Known values: computed independently with Python's <c>statistics.NormalDist</c> from the paper's formulas.</summary>
public sealed class SharpeStatisticsTests
{
    [Fact]
    public void The_probabilistic_Sharpe_ratio_has_its_known_value() =>
        Assert.Equal(0.957278, SharpeStatistics.Probabilistic(1.14, 1, 250, 0, 3), 6);

    [Fact]
    public void The_minimum_track_record_length_has_its_known_value() =>
        Assert.Equal(228.73498, SharpeStatistics.MinimumTrackRecordLength(1.14, 1, 0.05, 0, 3)!.Value, 5);

    // With raw kurtosis 1, no skewness and two returns the formula leaves the normal distribution alone.
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.8413447460685429)]
    [InlineData(-1.96, 0.024997895148220428)]
    [InlineData(3.5, 0.9997673709209645)]
    [InlineData(40, 1)]
    [InlineData(-40, 0)]
    public void The_normal_distribution_has_its_known_value(double x, double expected) =>
        Assert.Equal(expected, SharpeStatistics.Probabilistic(x, 0, 2, 0, 1), 12);

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.95, 1.6448536269514715)]
    [InlineData(0.001, -3.090232306167813)]
    public void The_normal_quantile_has_its_known_value(double confidence, double expected) =>
        Assert.Equal(expected * expected, SharpeStatistics.MinimumTrackRecordLength(1, 0, 1 - confidence, 0, 1)!.Value - 1, 9);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_track_record_of_no_significance_is_refused(double significance) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SharpeStatistics.MinimumTrackRecordLength(1.14, 1, significance, 0, 3));

    [Fact]
    public void A_ratio_that_does_not_exceed_the_benchmark_is_never_proved() =>
        Assert.Null(SharpeStatistics.MinimumTrackRecordLength(1, 1, 0.05, 0, 3));

    [Fact]
    public void After_the_minimum_track_record_the_probability_is_the_confidence_asked_for() =>
        Gen.Select(Gen.Double[0.01, 0.5], Gen.Double[-0.5, 0.5], Gen.Double[2, 8]).Sample((observed, skewness, kurtosis) =>
        {
            var needed = SharpeStatistics.MinimumTrackRecordLength(observed, 0, 0.05, skewness, kurtosis)!.Value;
            Assert.True(SharpeStatistics.Probabilistic(observed, 0, (int)Math.Floor(needed), skewness, kurtosis) <= 0.95 + 1e-9);
            Assert.True(
                SharpeStatistics.Probabilistic(observed, 0, (int)Math.Ceiling(needed), skewness, kurtosis) >= 0.95 - 1e-9);
        });

    /// <summary>By hand: mean 0.01, sample deviation 0.01; population skewness 0, raw kurtosis 1.5.</summary>
    [Fact]
    public void Daily_returns_give_the_annual_ratio_and_its_probability()
    {
        double[] returns = [0, 0.01, 0.02];
        Assert.Equal(Math.Sqrt(252), SharpeStatistics.Annualised(returns)!.Value, 9);
        Assert.Equal(SharpeStatistics.Probabilistic(1, 0, 3, 0, 1.5), SharpeStatistics.ProbabilityAboveZero(returns)!.Value, 9);
        Assert.Equal(SharpeStatistics.MinimumTrackRecordLength(1, 0, 0.05, 0, 1.5)!.Value,
            SharpeStatistics.SessionsNeeded(returns)!.Value, 9);
    }

    /// <summary>By hand: three zeros and a one have skewness 2/sqrt(3) and raw kurtosis 7/3.</summary>
    [Fact]
    public void Skewed_returns_count_with_their_sign()
    {
        var sharpe = 0.25 / 0.5;
        Assert.Equal(
            SharpeStatistics.Probabilistic(sharpe, 0, 4, 2 / Math.Sqrt(3), 7.0 / 3),
            SharpeStatistics.ProbabilityAboveZero([0, 0, 0, 1])!.Value,
            9);
    }

    [Fact]
    public void Without_two_sessions_or_variation_there_is_no_ratio()
    {
        Assert.Null(SharpeStatistics.Annualised([]));
        Assert.Null(SharpeStatistics.Annualised([0.01]));
        Assert.Null(SharpeStatistics.Annualised([0, 0, 0]));
        Assert.Null(SharpeStatistics.Annualised([0.001, 0.001, 0.001]));
        Assert.Null(SharpeStatistics.ProbabilityAboveZero([0.001, 0.001, 0.001]));
        Assert.Null(SharpeStatistics.SessionsNeeded([0.001, 0.001, 0.001]));
    }

    [Fact]
    public void A_return_is_measured_from_the_session_before() =>
        Assert.Equal([0.1, -0.5], SharpeStatistics.DailyReturns(100m, [110m, 55m]));
}
