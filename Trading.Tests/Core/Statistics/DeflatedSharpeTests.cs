using Trading.Core.Statistics;

namespace Trading.Tests.Core.Statistics;

/// <summary>Known values: computed independently with Python's <c>statistics.NormalDist</c> from the paper's formulas, and the
/// worked example of the paper itself.</summary>
public sealed class DeflatedSharpeTests
{
    private static readonly double[] Trials = [3.5, 1.01, 1.02];

    [Fact]
    public void It_has_its_known_value() =>
        Assert.Equal(0.958366, DeflatedSharpe.Probability(1.14, Trials, 250, 0, 3), 6);

    /// <summary>
    /// Bailey and Lopez de Prado (2014), "A numerical example": 100 trials whose annual ratios have variance 1/2; five years of
    /// daily returns with an annual ratio of 2.5, skewness -3 and kurtosis 10. They give 0.1132 and 0.9004.
    /// </summary>
    [Fact]
    public void It_agrees_with_the_example_of_the_paper()
    {
        var expected = DeflatedSharpe.ExpectedMaximum(100, Math.Sqrt(0.5 / 250));

        Assert.Equal(0.1132, expected, 4);
        Assert.Equal(0.9004, SharpeStatistics.Probabilistic(2.5 / Math.Sqrt(250), expected, 1_250, -3, 10), 4);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0.5197553442805939)]
    [InlineData(10, 1.57459830134575)]
    [InlineData(100, 2.5306028932016846)]
    [InlineData(1_000, 3.255121513652723)]
    [InlineData(1_000_000, 4.867860037846844)]
    public void The_largest_ratio_of_chance_has_its_known_value(int trials, double expected) =>
        Assert.Equal(expected, DeflatedSharpe.ExpectedMaximum(trials, 1), 9);

    [Fact]
    public void The_spread_of_the_trials_is_the_population_s() =>
        Assert.Equal(0.9990155652881751, DeflatedSharpe.ExpectedMaximum(Trials), 9);

    [Fact]
    public void No_trial_at_all_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => DeflatedSharpe.ExpectedMaximum(0, 1));

    /// <summary>The returns' own moments, by hand: ratio 1, skewness 0, raw kurtosis 1.5.</summary>
    [Fact]
    public void Daily_returns_are_judged_by_their_own_moments() =>
        Assert.Equal(
            DeflatedSharpe.Probability(1, [1, 0.2, -0.3], 3, 0, 1.5),
            DeflatedSharpe.Of([0, 0.01, 0.02], [1, 0.2, -0.3])!.Value,
            12);

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 0.7 })]
    [InlineData(new[] { 0.7, 0.7 })]
    public void Without_a_choice_nothing_is_deflated(double[] trials)
    {
        double[] returns = [0.01, -0.02, 0.03, 0.01];
        Assert.Equal(SharpeStatistics.ProbabilityAboveZero(returns), DeflatedSharpe.Of(returns, trials));
    }

    [Fact]
    public void More_trials_leave_less()
    {
        double[] returns = [0.01, -0.02, 0.03, 0.01];
        double[] few = [0.1, -0.1];
        double[] many = [.. Enumerable.Repeat(few, 50).SelectMany(t => t)];

        Assert.True(DeflatedSharpe.Of(returns, many) < DeflatedSharpe.Of(returns, few));
    }

    [Fact]
    public void Without_two_sessions_or_variation_there_is_none()
    {
        Assert.Null(DeflatedSharpe.Of([0.01], Trials));
        Assert.Null(DeflatedSharpe.Of([0.01, 0.01], Trials));
    }
}
