using CsCheck;
using Trading.Core.Learning.Evidence;

namespace Trading.Tests.Core.Learning.Evidence;

public sealed class ForecastBetsTests
{
    private const int Rows = 4;
    private static readonly Gen<double> Probability = Gen.Double[0.05, 0.95];
    private static readonly Gen<(double Said, double Reference)[]> Session = Gen.Select(Probability, Probability).Array[Rows];

    /// <summary>All outcomes of two sessions, each with its chance, if the reference is right and rows know nothing of each
    /// other.</summary>
    [Fact]
    public void If_the_reference_is_right_the_expected_odds_are_one() => Session.Array[2].Sample(sessions =>
    {
        var expected = 0.0;
        for (var first = 0; first < 1 << Rows; first++)
        {
            for (var second = 0; second < 1 << Rows; second++)
                expected += Chance(sessions[0], first) * Chance(sessions[1], second) * Odds(
                    sessions, [Bits(first), Bits(second)]);
        }
        Assert.Equal(1, expected, 9);
    }, iter: 200);

    /// <summary>One number decides the fate of all rows of a session: the better the likelier a row is, the sooner it
    /// wins.</summary>
    [Fact]
    public void It_does_not_matter_how_the_rows_of_a_session_hang_together() => Session.Array[2].Sample(sessions =>
    {
        var expected = 0.0;
        foreach (var (chance, first) in OneFate(sessions[0]))
        {
            foreach (var (other, second) in OneFate(sessions[1]))
                expected += chance * other * Odds(sessions, [first, second]);
        }
        Assert.Equal(1, expected, 9);
    });

    /// <summary>
    /// Later forecasts may depend on how the session's earlier trades ended, as those of a model that bets on a rebound do: a
    /// stake
    /// that looked at the whole session before it was made would win from it.
    /// </summary>
    [Fact]
    public void A_model_that_answers_to_the_session_s_own_outcomes_wins_nothing() =>
        Gen.Select(Probability, Probability, Probability, Probability).Sample((first, afterWin, afterLoss, reference) =>
        {
            var expected = 0.0;
            for (var outcome = 0; outcome < 4; outcome++)
            {
                var happened = new[] { (outcome & 1) == 1, (outcome & 2) == 2 };
                (double, double)[] session = [(first, reference), (happened[0] ? afterWin : afterLoss, reference)];
                expected += Chance(session, outcome) * Odds([session], [happened]);
            }
            Assert.Equal(1, expected, 9);
        });

    [Fact]
    public void A_forecast_that_says_what_the_reference_says_wins_and_loses_nothing() => Session.Sample(session =>
        Assert.Equal(1, Odds([Array.ConvertAll(session, r => (r.Reference, r.Reference))], [Bits(5)]), 12));

    [Fact]
    public void A_better_forecast_wins_and_a_worse_one_loses()
    {
        Assert.True(Odds([[(0.7, 0.5)]], [[true]]) > 1);
        Assert.True(Odds([[(0.3, 0.5)]], [[false]]) > 1);
        Assert.True(Odds([[(0.7, 0.5)]], [[false]]) < 1);
    }

    [Fact]
    public void Every_bet_survives_the_worst_session()
    {
        var bets = new ForecastBets();
        double[] said = [0.99, 0.99];
        for (var session = 0; session < 50; session++) bets.Add(said, _ => 0.01, [false, false]);
        Assert.True(double.IsFinite(bets.LogOdds) && bets.LogOdds < 0);
    }

    /// <summary>How many rows a session has may depend on how prices moved, so it must not lower the stake afterwards.</summary>
    [Fact]
    public void A_longer_session_is_a_larger_bet()
    {
        Assert.Equal(Growth(extra: 0) * 2, Growth(extra: 4), 9);

        static double Growth(int extra)
        {
            var bets = new ForecastBets();
            bets.Add(Said(4), _ => 0.5, new bool[4]);
            bets.Add(Said(4), _ => 0.5, new bool[4]);
            var before = Math.Exp(bets.LogOdds);
            var count = 4 + extra;
            // Too small for any gambler to reach the most that may be at risk, and so for compounding to matter.
            bets.Add(Said(count), _ => 0.5, [.. Enumerable.Repeat(true, count)]);
            return (Math.Exp(bets.LogOdds) / before) - 1;
        }

        static double[] Said(int count) => [.. Enumerable.Repeat(0.501, count)];
    }

    private static double Odds((double Said, double Reference)[][] sessions, bool[][] outcomes)
    {
        // The first session only tells how many rows sessions have.
        var bets = new ForecastBets();
        bets.Add([.. sessions[0].Select(_ => 0.5)], _ => 0.5, new bool[sessions[0].Length]);
        foreach (var (session, happened) in sessions.Zip(outcomes))
            bets.Add(Array.ConvertAll(session, r => r.Said), i => session[i].Reference, happened);
        return Math.Exp(bets.LogOdds);
    }

    private static double Chance((double Said, double Reference)[] session, int outcome) => session.Select((row, i) =>
        (outcome >> i & 1) == 1 ? row.Reference : 1 - row.Reference).Aggregate(1.0, (product, chance) => product * chance);

    private static bool[] Bits(int outcome) => [.. Enumerable.Range(0, Rows).Select(i => (outcome >> i & 1) == 1)];

    private static IEnumerable<(double Chance, bool[] Outcomes)> OneFate((double Said, double Reference)[] session)
    {
        double[] edges = [0, .. session.Select(r => r.Reference).Order(), 1];
        for (var i = 0; i + 1 < edges.Length; i++)
        {
            var fate = (edges[i] + edges[i + 1]) / 2;
            yield return (edges[i + 1] - edges[i], Array.ConvertAll(session, r => fate < r.Reference));
        }
    }
}
