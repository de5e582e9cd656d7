using CsCheck;
using Trading.Core.Learning.Evidence;

namespace Trading.Tests.Core.Learning.Evidence;

public sealed class ProfitBetsTests
{
    private const double Stop = 0.02;

    [Fact]
    public void The_first_session_tells_how_many_signals_there_are_and_is_not_bet_on() => Assert.Equal(1, Odds([0.04, 0.04]));

    [Fact]
    public void Gains_raise_the_odds_and_losses_lower_them()
    {
        Assert.True(Odds([0.01], [0.01]) > 1);
        Assert.True(Odds([0.01], [-0.01]) < 1);
    }

    [Fact]
    public void A_session_without_signals_changes_nothing() => Assert.Equal(Odds([0.01], [0.01]), Odds([0.01], [], [0.01], []));

    /// <summary>Up or down by the same, in every order: the expected odds stay one.</summary>
    [Fact]
    public void Signals_that_earn_nothing_on_the_average_win_nothing() =>
        Gen.Select(Gen.Double[0.0001, Stop], Gen.Int[1, 3]).Sample((size, signals) =>
        {
            var (bits, expected) = (2 * signals, 0.0);
            for (var outcome = 0; outcome < 1 << bits; outcome++)
            {
                double[] all = [.. Enumerable.Range(0, bits).Select(i => (outcome >> i & 1) == 1 ? size : -size)];
                expected += Odds(new double[signals], all[..signals], all[signals..]) / (1 << bits);
            }
            Assert.Equal(1, expected, 9);
        });

    /// <summary>Signals that end when one has won have a positive mean in most sessions, though each is fair.</summary>
    [Fact]
    public void Signals_that_stop_when_prices_have_risen_win_nothing()
    {
        const double size = 0.015;
        var expected = (0.5 * Odds([0, 0], [size])) + (0.25 * Odds([0, 0], [-size, size])) + (
            0.25 * Odds([0, 0], [-size, -size]));
        Assert.Equal(1, expected, 12);
    }

    [Fact]
    public void Signals_beyond_the_usual_number_are_not_bet_on() =>
        Assert.Equal(Odds([0, 0], [0.01, -0.005]), Odds([0, 0], [0.01, -0.005, 0.04, 0.04]));

    [Fact]
    public void A_rare_large_loss_is_never_clipped()
    {
        var gains = Enumerable.Repeat<double[]>([0.004], 200).ToArray();
        Assert.True(Odds(gains) > EvidenceBars.Profit);
        Assert.True(Odds([.. gains, [-0.2]]) < Odds([.. gains, [-0.02]]) / 10);
    }

    [Fact]
    public void A_loss_at_the_stop_ruins_nobody() =>
        Assert.True(Odds([.. Enumerable.Repeat<double[]>([-Stop], 50)]) is > 0.02 and < 0.05);

    private static double Odds(params double[][] sessions)
    {
        var bets = new ProfitBets(Stop);
        foreach (var session in sessions) bets.Add(session);
        return Math.Exp(bets.LogOdds);
    }
}
