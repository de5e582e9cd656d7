using Trading.Cli.Output;
using Trading.Core.Risk;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Risk;

public sealed class RiskEngineTests
{
    private readonly RiskEngine engine = new(new RiskLimits(), Duration.FromMinutes(30));

    [Fact]
    public void A_confident_candidate_is_entered_with_a_stop_and_a_target_at_valid_prices()
    {
        var decision = Decide(new EntryCandidate("SPY", 0.65, 123.45m));
        Assert.Equal(new EntryDecision(ReasonCode.Entered, 5, 120.99m, 128.39m), decision);
    }

    [Fact]
    public void Confidence_just_below_the_threshold_is_refused() =>
        Assert.Equal(ReasonCode.BelowMinConfidence, Decide(new EntryCandidate("SPY", 0.6499, 100)).Reason);

    [Fact]
    public void A_confidence_that_is_not_a_number_is_refused() =>
        Assert.Equal(ReasonCode.BelowMinConfidence, Decide(new EntryCandidate("SPY", double.NaN, 100)).Reason);

    [Theory]
    [InlineData(359, ReasonCode.Entered)]
    [InlineData(360, ReasonCode.TooCloseToTheClose)]
    [InlineData(-1, ReasonCode.TooCloseToTheClose)]
    public void Entries_stop_half_an_hour_before_the_close(int minute, ReasonCode expected) =>
        Assert.Equal(expected, engine.Decide(new EntryCandidate("SPY", 0.7, 100), Minute(minute), Monday, Empty()).Reason);

    [Fact]
    public void A_symbol_that_is_held_or_pending_is_refused() =>
        Assert.Equal(ReasonCode.AlreadyInvolved, engine.Decide(
            new EntryCandidate("SPY", 0.7, 100), Minute(60), Monday, new RiskState(["SPY"], 100_000, 100_000)).Reason);

    [Fact]
    public void The_eleventh_position_of_a_minute_is_refused()
    {
        var state = Empty();
        var reasons = Enumerable.Range(0, 11)
            .Select(i => engine.Decide(new EntryCandidate($"S{i}", 0.7, 100), Minute(60), Monday, state).Reason).ToList();
        Assert.Equal(10, reasons.Count(r => r == ReasonCode.Entered));
        Assert.Equal(ReasonCode.MaxOpenPositions, reasons[^1]);
    }

    [Fact]
    public void Entries_of_one_minute_share_the_buying_power()
    {
        var state = new RiskState([], 100_000, 750);
        Assert.Equal(5, engine.Decide(new EntryCandidate("A", 0.7, 100), Minute(60), Monday, state).Shares);
        Assert.Equal(2, engine.Decide(new EntryCandidate("B", 0.7, 100), Minute(60), Monday, state).Shares);
        Assert.Equal(ReasonCode.InsufficientBuyingPower, engine.Decide(new EntryCandidate("C", 0.7, 100), Minute(60), Monday, state).Reason);
    }

    private EntryDecision Decide(EntryCandidate candidate) => engine.Decide(candidate, Minute(60), Monday, Empty());

    private static RiskState Empty() => new([], 100_000, 100_000);
}
