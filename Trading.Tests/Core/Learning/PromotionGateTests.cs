using Trading.Cli.Output;
using Trading.Core.Learning;

namespace Trading.Tests.Core.Learning;

public sealed class PromotionGateTests
{
    [Fact]
    public void A_challenger_that_beats_the_base_rate_in_every_session_is_promoted() =>
        Assert.Equal(Decision.Promote, Judge(challenger: 0.8, champion: null));

    [Fact]
    public void A_challenger_that_says_the_base_rate_is_not() =>
        Assert.Equal(Decision.Keep, Judge(challenger: 0.5, champion: null));

    [Fact]
    public void A_challenger_that_was_lucky_in_one_session_of_five_is_not()
    {
        var verdict = PromotionGate.Judge([.. Enumerable.Range(0, 5).SelectMany(day => Rows(day, day == 0 ? 0.9 : 0.501, null))]);
        Assert.Equal(Decision.Keep, verdict.Decision);
    }

    [Fact]
    public void A_champion_stays_when_the_challenger_is_only_as_good() =>
        Assert.Equal(Decision.Keep, Judge(challenger: 0.8, champion: 0.8));

    [Fact]
    public void A_better_challenger_takes_over() =>
        Assert.Equal(Decision.Promote, Judge(challenger: 0.8, champion: 0.6));

    [Fact]
    public void A_champion_that_lost_its_edge_is_retired() =>
        Assert.Equal(Decision.Retire, Judge(challenger: 0.5, champion: 0.3));

    [Fact]
    public void A_champion_that_lost_its_edge_gives_way_to_a_proven_challenger() =>
        Assert.Equal(Decision.Promote, Judge(challenger: 0.8, champion: 0.3));

    [Fact]
    public void A_champion_stays_when_the_challenger_proves_nothing() =>
        Assert.Equal(Decision.Keep, Judge(challenger: 0.5, champion: 0.8));

    [Fact]
    public void No_rows_prove_nothing() => Assert.Equal(Decision.Keep, PromotionGate.Judge([]).Decision);

    private static Decision Judge(double challenger, double? champion) =>
        PromotionGate.Judge([.. Enumerable.Range(0, 5).SelectMany(day => Rows(day, challenger, champion))]).Decision;

    /// <summary>Rows whose truth is 85 of 100 for a forecast above one half, a little different each session.</summary>
    private static IEnumerable<JudgedRow> Rows(int day, double challenger, double? champion)
    {
        for (var i = 0; i < 100; i++)
        {
            var profit = i % 2 == 0;
            var hit = i % 20 >= 2 + (day % 2);
            yield return new JudgedRow(
                new LocalDate(2025, 11, 3).PlusDays(day), profit, Said(challenger), champion is { } c ? Said(c) : null, 0.5);

            double Said(double strength) => hit == profit ? strength : 1 - strength;
        }
    }
}
