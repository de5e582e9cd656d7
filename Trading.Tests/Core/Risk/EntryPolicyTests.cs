using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Core.Orders;
using Trading.Core.Risk;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Risk;

public sealed class EntryPolicyTests
{
    private readonly EntryPolicy policy = new(new RiskLimits(), Rules, Duration.FromMinutes(30));

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
    [InlineData(0, ReasonCode.Entered)]
    public void Entries_stop_half_an_hour_before_the_close(int minute, ReasonCode expected) =>
        Assert.Equal(
            expected, policy.Decide(new EntryCandidate("SPY", 0.7, 100), Empty() with { Minute = Minute(minute) }).Reason);

    [Fact]
    public void A_symbol_that_is_held_or_pending_is_refused() =>
        Assert.Equal(ReasonCode.AlreadyInvolved, policy.Decide(
            new EntryCandidate("SPY", 0.7, 100), Empty() with { Involved = ["SPY"] }).Reason);

    [Fact]
    public void The_eleventh_position_of_a_minute_is_refused()
    {
        var context = Empty();
        var reasons = Enumerable.Range(0, 11).Select(i => Enter($"S{i}", ref context).Reason).ToList();
        Assert.Equal(10, reasons.Count(r => r == ReasonCode.Entered));
        Assert.Equal(ReasonCode.MaxOpenPositions, reasons[^1]);
    }

    [Fact]
    public void Entries_of_one_minute_share_the_buying_power()
    {
        var context = Empty() with { Account = new AccountSnapshot(100_000, 100_000, 750) };
        Assert.Equal(5, Enter("A", ref context).Shares);
        Assert.Equal(2, Enter("B", ref context).Shares);
        Assert.Equal(ReasonCode.InsufficientBuyingPower, Enter("C", ref context).Reason);
    }

    [Fact]
    public void The_first_rule_that_refuses_gives_the_reason()
    {
        var context = new EntryContext { Session = Monday, Minute = Minute(385), IsHalted = true };
        Assert.Equal(ReasonCode.BelowMinConfidence, policy.Decide(new EntryCandidate("SPY", 0.1, 100), context).Reason);
        Assert.Equal(ReasonCode.Halted, policy.Decide(new EntryCandidate("SPY", 0.7, 100), context).Reason);
        context = context with { IsHalted = false };
        Assert.Equal(ReasonCode.NoPromotedModel, policy.Decide(new EntryCandidate("SPY", 0.7, 100), context).Reason);
        context = context with { Standing = ModelStanding.Probation };
        Assert.Equal(ReasonCode.NotReconciled, policy.Decide(new EntryCandidate("SPY", 0.7, 100), context).Reason);
    }

    [Theory]
    [InlineData(EntryStages.Preview, ReasonCode.Halted)]
    [InlineData(EntryStages.Decision, ReasonCode.Halted)]
    [InlineData(EntryStages.Sending, ReasonCode.TooLate)]
    public void Every_stage_knows_of_a_halt_and_only_sending_can_be_too_late(EntryStages stage, ReasonCode expected) =>
        Assert.Equal(expected, policy.Refusal(
            stage, new EntryCandidate("SPY", 0.7, 100), Empty() with { IsHalted = true, IsLate = true }));

    [Fact]
    public void A_preview_needs_no_account() =>
        Assert.Null(policy.Refusal(
            EntryStages.Preview, new EntryCandidate("SPY", 0.7, 100), Empty() with { Account = null, Involved = null }));

    [Fact]
    public void Without_the_account_or_without_what_it_is_involved_in_nothing_is_entered()
    {
        foreach (var unknown in (EntryContext[])[Empty() with { Account = null }, Empty() with { Involved = null }])
            Assert.Equal(ReasonCode.NotReconciled, policy.Decide(new EntryCandidate("SPY", 0.7, 100), unknown).Reason);
    }

    [Fact]
    public void A_model_on_probation_buys_one_share() =>
        Assert.Equal(1, policy.Decide(
            new EntryCandidate("SPY", 0.7, 100), Empty() with { Standing = ModelStanding.Probation }).Shares);

    private EntryDecision Enter(string symbol, ref EntryContext context)
    {
        var decision = policy.Decide(new EntryCandidate(symbol, 0.7, 100), context);
        if (decision.Reason == ReasonCode.Entered) context = context.After(symbol, decision.Shares, 100m);
        return decision;
    }

    private EntryDecision Decide(EntryCandidate candidate) => policy.Decide(candidate, Empty());

    private static EntryContext Empty() => new()
    {
        Session = Monday,
        Minute = Minute(60),
        Standing = ModelStanding.Proven,
        Involved = [],
        Account = new AccountSnapshot(100_000, 100_000, 100_000),
    };
}
