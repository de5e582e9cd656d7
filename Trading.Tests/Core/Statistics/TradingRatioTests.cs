using Trading.Core.Statistics;

namespace Trading.Tests.Core.Statistics;

/// <summary>Sortino, Calmar and the profit factor; expected values by hand from their definitions.</summary>
public sealed class TradingRatioTests
{
    /// <summary>Mean 0.005; squared losses 0.0001 and 0.0004 over four sessions, root 0.0111803.</summary>
    [Fact]
    public void Sortino_divides_by_the_losses_over_all_sessions() =>
        Assert.Equal(0.005 / Math.Sqrt(0.000125) * Math.Sqrt(252), SortinoRatio.Annualised([0.02, -0.01, 0.03, -0.02])!.Value, 9);

    [Fact]
    public void Without_a_loss_there_is_no_Sortino_ratio()
    {
        Assert.Null(SortinoRatio.Annualised([]));
        Assert.Null(SortinoRatio.Annualised([0.01, 0]));
    }

    /// <summary>126 sessions that end at 1.1 after a fall from 1.25 to 1: annual growth 1.1 squared, drawdown a fifth.</summary>
    [Fact]
    public void Calmar_sets_annual_growth_against_the_largest_fall()
    {
        double[] returns = [0.25, -0.2, 0.1, .. Enumerable.Repeat(0.0, 123)];

        Assert.Equal(0.21 / 0.2, CalmarRatio.Of(returns)!.Value, 9);
    }

    [Fact]
    public void Calmar_counts_a_fall_from_the_start() => Assert.True(CalmarRatio.Of([-0.1, 0.2]) > 0);

    [Fact]
    public void An_account_that_loses_everything_has_a_Calmar_ratio_of_minus_one() =>
        Assert.Equal(-1, CalmarRatio.Of([0.1, -1.5, 3]));

    [Fact]
    public void Without_a_fall_there_is_no_Calmar_ratio()
    {
        Assert.Null(CalmarRatio.Of([]));
        Assert.Null(CalmarRatio.Of([0.01, 0]));
    }

    [Fact]
    public void The_profit_factor_sets_gains_against_losses() => Assert.Equal(1.5, ProfitFactor.Of([2, -1, 0, 1, -1]));

    [Fact]
    public void Without_a_loss_there_is_no_profit_factor()
    {
        Assert.Null(ProfitFactor.Of([]));
        Assert.Null(ProfitFactor.Of([3, 0]));
    }

    [Fact]
    public void Losses_alone_have_a_profit_factor_of_zero() => Assert.Equal(0, ProfitFactor.Of([-1, -2]));
}
