using Trading.Core.Evaluation;
using Trading.Core.Evaluation.Tuning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Statistics;

namespace Trading.Tests.Core.Evaluation.Tuning;

public class RecipeRankingTests
{
    private const int Tried = 10;
    private static readonly LocalDate Day = new(2025, 11, 3);

    [Fact]
    public void A_recipe_that_knows_something_comes_before_one_that_was_lucky() =>
        Ranks(Seen(odds: 3, net: 1, error: 2), Seen(odds: 2.9, net: 50, error: 1));

    [Fact]
    public void Of_two_that_know_something_the_one_that_surely_earns_more_comes_first() =>
        Ranks(Seen(odds: 3, net: 5, error: 1), Seen(odds: 6, net: 9, error: 8));

    [Fact]
    public void Without_signals_nothing_is_earned_which_is_better_than_a_loss()
    {
        Ranks(Seen(odds: 3, net: null, error: 0), Seen(odds: 3, net: 1, error: 2));
        Ranks(Seen(odds: 3, net: 3, error: 2), Seen(odds: 3, net: null, error: 0));
    }

    [Fact]
    public void Of_two_that_know_nothing_the_profit_does_not_matter() =>
        Ranks(Seen(odds: 0.2, net: -50, error: 1), Seen(odds: 0.1, net: 50, error: 1));

    [Fact]
    public void The_smaller_of_the_two_odds_counts() => Ranks(
        Seen(odds: 0.2, net: null, error: 0), Seen(odds: 5, net: null, error: 0) with { Evidence = Evidence(5, 0.1) });

    [Fact]
    public void A_recipe_that_could_not_forecast_comes_last() => Ranks(Seen(odds: -5, net: -50, error: 1), null);

    [Theory]
    [InlineData(9, 2, true)]
    [InlineData(9, 5, false)]
    [InlineData(4, 1, false)]
    public void A_present_recipe_that_knows_something_is_beaten_only_beyond_the_error(double net, double error, bool isBeaten) =>
        Assert.Equal(isBeaten, new RecipeRanking(Tried).Beats(Seen(odds: 4, net, error), Seen(odds: 3, net: 5, error: 4.5)));

    [Fact]
    public void A_present_recipe_that_knows_nothing_is_beaten_by_knowledge_whatever_it_has_earned() =>
        Assert.True(new RecipeRanking(Tried).Beats(Seen(odds: 3, net: 5, error: 1), Seen(odds: 1, net: 50, error: 1)));

    private static void Ranks(RecipeFigures better, RecipeFigures? worse)
    {
        var ranking = new RecipeRanking(Tried);
        Assert.True(ranking.Compare(better, worse) < 0);
        Assert.True(ranking.Compare(worse, better) > 0);
        Assert.Equal(0, ranking.Compare(better, better));
    }

    private static EvidencePoint Evidence(double overBase, double overTrivial) =>
        new(Day, 50, overBase, overTrivial, 0, 0, RecipeStanding.Unproven);

    private static RecipeFigures Seen(double odds, double? net, double error) => new()
    {
        First = Day,
        Last = Day,
        Sessions = 50,
        Evidence = Evidence(odds, odds),
        GainOverBase = null,
        Signals = new ThresholdRow(
            0.65, net is null ? 0 : 100, net is null ? 0 : 20, null, null, null, null,
            net is { } mean ? new SessionMean(mean, error, 20) : null),
        SharpePerSession = null,
    };
}
