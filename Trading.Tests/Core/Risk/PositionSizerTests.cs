using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Risk;

namespace Trading.Tests.Core.Risk;

public sealed class PositionSizerTests
{
    private static readonly RiskLimits Limits = new();

    [Fact]
    public void Five_shares_are_the_most() => Assert.Equal(5, Size(equity: 100_000, buyingPower: 100_000, price: 100));

    [Fact]
    public void One_percent_of_equity_is_the_most_that_a_stop_may_cost() =>
        Assert.Equal(3, Size(equity: 1_999, buyingPower: 100_000, price: 300));

    [Fact]
    public void Buying_power_is_the_most_that_may_be_spent() =>
        Assert.Equal(2, Size(equity: 100_000, buyingPower: 299, price: 100));

    [Fact]
    public void A_share_that_risks_too_much_is_refused_by_name() =>
        Assert.Equal((0, ReasonCode.RiskTooLarge), PositionSizer.Size(Limits, 500, 100_000, 300, 294));

    [Fact]
    public void A_share_that_cannot_be_paid_is_refused_by_name() =>
        Assert.Equal((0, ReasonCode.InsufficientBuyingPower), PositionSizer.Size(Limits, 100_000, 299, 300, 294));

    [Fact]
    public void One_share_that_just_fits_is_bought()
    {
        Assert.Equal((1, ReasonCode.Entered), PositionSizer.Size(Limits, 600, 100_000, 300, 294));
        Assert.Equal((1, ReasonCode.Entered), PositionSizer.Size(Limits, 100_000, 315, 300, 294));
        Assert.Equal((0, ReasonCode.InsufficientBuyingPower), PositionSizer.Size(Limits, 100_000, 314.99m, 300, 294));
    }

    [Fact]
    public void Half_a_dollar_of_risk_is_enough_for_shares_of_cents() =>
        Assert.Equal((5, ReasonCode.Entered), PositionSizer.Size(Limits, 50, 100_000, 0.10m, 0.098m));

    [Fact]
    public void An_account_that_owes_money_buys_nothing()
    {
        Assert.Equal((0, ReasonCode.RiskTooLarge), PositionSizer.Size(Limits, -1, 100_000, 100, 98));
        Assert.Equal((0, ReasonCode.InsufficientBuyingPower), PositionSizer.Size(Limits, 100_000, 0, 100, 98));
    }

    [Fact]
    public void No_size_ever_breaks_a_limit() =>
        Gen.Select(Gen.Decimal[-1000, 200_000], Gen.Decimal[-1000, 200_000], Gen.Decimal[0.01m, 5_000]).Sample(
            (equity, power, price) =>
        {
            var stop = price * 0.98m;
            var (shares, _) = PositionSizer.Size(Limits, equity, power, price, stop);
            Assert.InRange(shares, 0, Limits.MaxPositionSize);
            Assert.True(shares * price <= Math.Max(0, power));
            Assert.True(shares * (price - stop) <= Math.Max(0, equity) * Limits.RiskPerTrade);
        });

    private static int Size(decimal equity, decimal buyingPower, decimal price) =>
        PositionSizer.Size(Limits, equity, buyingPower, price, price * 0.98m).Shares;
}
