using CsCheck;
using Trading.Core.Learning.Evidence;

namespace Trading.Tests.Core.Learning.Evidence;

public sealed class BettingMixtureTests
{
    private static readonly Gen<double[]> Boldness = Gen.Double[0.01, 40].Array[1, 5];

    /// <summary>Every sequence of flips of a fair bet, each with its chance: the expected money stays exactly one.</summary>
    [Fact]
    public void In_a_fair_game_the_expected_money_is_one() =>
        Gen.Select(Boldness, Gen.Double[0.05, 0.95], Gen.Double[0.01, 3], Gen.Int[1, 9]).Sample(
            (boldness, chance, stake, flips) =>
            Assert.Equal(1, ExpectedMoney(boldness, chance, stake * (1 - chance), stake * chance, flips), 9));

    [Fact]
    public void In_a_losing_game_in_which_somebody_bets_the_expected_money_is_less_than_one() =>
        Gen.Select(Boldness, Gen.Double[0.05, 0.95], Gen.Double[0.01, 3], Gen.Int[1, 9])
            .Where((boldness, chance, stake, _) => boldness.Min() * stake * chance < 0.9).Sample(
            (boldness, chance, stake, flips) =>
            Assert.True(ExpectedMoney(boldness, chance, stake * (1 - chance) * 0.9, stake * chance, flips) < 1));

    /// <summary>The odds may be looked at after every flip: stopping at the first look above a bar wins nothing either.</summary>
    [Fact]
    public void Whoever_stops_at_a_bar_reaches_it_no_more_often_than_the_bar_allows() =>
        Gen.Select(Boldness, Gen.Double[0.05, 0.95], Gen.Double[1.2, 5]).Sample((boldness, chance, bar) =>
        {
            const int flips = 9;
            var reached = 0.0;
            for (var sequence = 0; sequence < 1 << flips; sequence++)
            {
                var mixture = new BettingMixture(boldness);
                var isReached = false;
                for (var flip = 0; flip < flips; flip++)
                {
                    mixture.Add([((sequence >> flip & 1) == 1 ? 1 - chance : -chance, chance)]);
                    isReached |= Math.Exp(mixture.LogOdds) >= bar;
                }
                if (isReached) reached += Chance(sequence, flips, chance);
            }
            Assert.True(reached <= (1 / bar) + 1e-9, $"{reached} at {bar}");
        });

    [Fact]
    public void The_odds_are_the_mean_of_the_gamblers_money()
    {
        var mixture = new BettingMixture([0.1, 0.3]);
        Assert.Equal(0, mixture.LogOdds);
        mixture.Add([(1, 1)]);
        mixture.Add([(-0.5, 1)]);
        Assert.Equal(((1.1 * 0.95) + (1.3 * 0.85)) / 2, Math.Exp(mixture.LogOdds), 12);
    }

    [Fact]
    public void A_bet_that_could_cost_too_much_is_left_out_and_the_next_one_that_fits_is_taken()
    {
        var mixture = new BettingMixture([1]);
        mixture.Add([(-0.5, 0.5), (5, 0.5), (0.2, 0.3)]);
        Assert.Equal(Math.Log(0.7), mixture.LogOdds, 9);
    }

    [Fact]
    public void Who_begins_anew_goes_on_with_what_is_left_and_keeps_no_gain()
    {
        var mixture = new BettingMixture([0.5, 1]);
        mixture.Add([(-0.5, 0.5)]);
        mixture.Restart();
        Assert.Equal(Math.Log((0.75 + 0.5) / 2), mixture.LogOdds, 9);
        for (var session = 0; session < 9; session++) mixture.Add([(0.5, 0.5)]);
        mixture.Restart();
        Assert.Equal(0, mixture.LogOdds, 9);
    }

    [Fact]
    public void A_loss_that_was_not_foreseen_ruins_the_bold_and_leaves_the_timid()
    {
        var mixture = new BettingMixture([0.01, 0.8]);
        mixture.Add([(-10, 0)]);
        Assert.Equal(Math.Log(0.9 / 2), mixture.LogOdds, 9);
        mixture.Add([(1, 0)]);
        Assert.Equal(Math.Log(0.9 * 1.01 / 2), mixture.LogOdds, 9);
    }

    [Fact]
    public void Odds_beyond_the_range_of_numbers_are_still_odds()
    {
        var mixture = new BettingMixture([0.5, 1]);
        for (var session = 0; session < 5_000; session++) mixture.Add([(1, 0.5)]);
        Assert.Equal((5_000 * Math.Log(2)) - Math.Log(2), mixture.LogOdds, 6);
    }

    private static double ExpectedMoney(double[] boldness, double chance, double gain, double loss, int flips) =>
        Enumerable.Range(0, 1 << flips).Sum(sequence =>
        {
            var mixture = new BettingMixture(boldness);
            for (var flip = 0; flip < flips; flip++) mixture.Add([((sequence >> flip & 1) == 1 ? gain : -loss, loss)]);
            return Chance(sequence, flips, chance) * Math.Exp(mixture.LogOdds);
        });

    private static double Chance(int sequence, int flips, double chance) =>
        Enumerable.Range(0, flips).Aggregate(
            1.0, (product, flip) => product * ((sequence >> flip & 1) == 1 ? chance : 1 - chance));
}
