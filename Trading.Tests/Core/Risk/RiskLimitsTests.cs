using Trading.Core.Risk;

namespace Trading.Tests.Core.Risk;

public sealed class RiskLimitsTests
{
    [Fact]
    public void Without_settings_a_trade_risks_what_the_README_says() =>
        Assert.Equal(
            new RiskLimits
            {
                MinConfidence = 0.65,
                StopLoss = 0.02m,
                TakeProfit = 0.04m,
                MaxPositionSize = 5,
                MaxOpenPositions = 10,
                RiskPerTrade = 0.01m,
            },
            new RiskLimits());

    [Fact]
    public void Every_reason_but_an_entry_and_a_low_confidence_is_a_refusal() =>
        Assert.Equal(
            [ReasonCode.Entered, ReasonCode.BelowMinConfidence],
            Enum.GetValues<ReasonCode>().Where(reason => !reason.IsRefusal()));
}
