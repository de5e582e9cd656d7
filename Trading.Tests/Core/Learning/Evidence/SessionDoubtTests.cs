using CsCheck;
using Trading.Core.Learning.Evidence;

namespace Trading.Tests.Core.Learning.Evidence;

public sealed class SessionDoubtTests
{
    private static readonly Gen<double> Probability = Gen.Double[0.05, 0.95];

    [Fact]
    public void Before_any_signal_the_odds_are_one() => Assert.Equal(1, new SessionDoubt(10).Odds);

    [Fact]
    public void A_settled_signal_changes_its_chain_by_the_likelihood_ratio()
    {
        var doubt = new SessionDoubt(1);
        doubt.Bet("X", 0.8, 0.5);
        doubt.Settle("X", profit: false);
        Assert.Equal(0.5 / 0.2, doubt.Odds, 12);
        doubt.Bet("X", 0.8, 0.5);
        doubt.Settle("X", profit: true);
        Assert.Equal(0.5 / 0.2 * (0.5 / 0.8), doubt.Odds, 12);
    }

    [Fact]
    public void The_odds_are_the_mean_of_the_chains_and_those_that_have_not_begun_stand_at_one()
    {
        var doubt = new SessionDoubt(4);
        doubt.Bet("X", 0.75, 0.5);
        doubt.Settle("X", profit: false);
        Assert.Equal((2.0 + 3) / 4, doubt.Odds, 12);
    }

    [Fact]
    public void A_pending_signal_counts_with_the_outcome_that_is_better_for_the_model() =>
        Gen.Select(Probability, Probability).Sample((said, walk) =>
        {
            var (pending, profit, loss) = (After(null), After(true), After(false));
            Assert.Equal(Math.Min(profit, loss), pending, 12);

            double After(bool? outcome)
            {
                var doubt = new SessionDoubt(1);
                doubt.Bet("X", said, walk);
                if (outcome is { } known) doubt.Settle("X", known);
                return doubt.Odds;
            }
        });

    [Fact]
    public void The_order_in_which_symbols_are_settled_does_not_matter()
    {
        var (one, other) = (new SessionDoubt(3), new SessionDoubt(3));
        foreach (var doubt in new[] { one, other })
        {
            doubt.Bet("X", 0.8, 0.5);
            doubt.Bet("Y", 0.7, 0.4);
        }
        one.Settle("X", false);
        one.Settle("Y", true);
        other.Settle("Y", true);
        other.Settle("X", false);
        Assert.Equal(one.Odds, other.Odds);
    }

    [Fact]
    public void A_symbol_s_next_signal_waits_until_the_last_is_settled()
    {
        var doubt = new SessionDoubt(2);
        doubt.Bet("X", 0.8, 0.5);
        Assert.False(doubt.IsFree("X"));
        Assert.Throws<InvalidOperationException>(() => doubt.Bet("X", 0.8, 0.5));
        doubt.Settle("X", true);
        Assert.True(doubt.IsFree("X"));
    }

    [Fact]
    public void Only_the_first_symbols_to_signal_are_bet_on()
    {
        var doubt = new SessionDoubt(2);
        doubt.Bet("X", 0.8, 0.5);
        doubt.Bet("Y", 0.8, 0.5);
        doubt.Settle("X", true);
        Assert.Equal((true, false), (doubt.IsFree("X"), doubt.IsFree("Z")));
        Assert.Throws<InvalidOperationException>(() => doubt.Bet("Z", 0.8, 0.5));
    }

    [Fact]
    public void An_outcome_without_a_signal_changes_nothing()
    {
        var doubt = new SessionDoubt(2);
        doubt.Settle("X", false);
        doubt.Bet("X", 0.8, 0.5);
        doubt.Settle("X", true);
        var odds = doubt.Odds;
        doubt.Settle("X", false);
        Assert.Equal(odds, doubt.Odds);
    }

    /// <summary>All outcomes of chains of two symbols, each with the chance that the model claims, together or apart.</summary>
    [Fact]
    public void If_the_model_is_right_the_expected_odds_are_one() =>
        Gen.Select(Probability, Probability, Gen.Bool).Sample((said, walk, together) =>
        {
            const int signals = 3;
            var bits = together ? signals : 2 * signals;
            var expected = 0.0;
            for (var outcome = 0; outcome < 1 << bits; outcome++)
            {
                var doubt = new SessionDoubt(3);
                var chance = 1.0;
                for (var i = 0; i < bits; i++) chance *= (outcome >> i & 1) == 1 ? said : 1 - said;
                for (var i = 0; i < signals; i++)
                {
                    doubt.Bet("X", said, walk);
                    doubt.Bet("Y", said, walk);
                    doubt.Settle("X", (outcome >> i & 1) == 1);
                    doubt.Settle("Y", (outcome >> (together ? i : signals + i) & 1) == 1);
                }
                expected += chance * doubt.Odds;
            }
            Assert.Equal(1, expected, 9);
        });
}
