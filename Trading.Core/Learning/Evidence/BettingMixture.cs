namespace Trading.Core.Learning.Evidence;

/// <summary>
/// Money bet against a claim, session by session, by several gamblers who share the stake equally and bet more or less boldly.
/// If the claim is true, the expected money never grows, so the odds reach 100 with a probability of at most 1 %, however often
/// they are looked at. (Betting martingales: Waudby-Smith and Ramdas, Journal of the Royal Statistical Society B 86, 2024,
/// "Estimating means of bounded random variables by betting"; the mixture over bets: section 4.4.)
/// </summary>
public sealed class BettingMixture
{
    // No session may cost a gambler more than this share of the money, so that none is ever ruined.
    private const double MostAtRisk = 0.9;
    private readonly double[] boldness;
    private readonly double[] logMoney;

    /// <summary>Begins with odds of one.</summary>
    /// <param name="boldness">What each gambler multiplies a session's gain with; above zero.</param>
    public BettingMixture(IReadOnlyList<double> boldness)
    {
        this.boldness = [.. boldness];
        logMoney = new double[this.boldness.Length];
    }

    /// <summary>Natural logarithm of the odds against the claim.</summary>
    public double LogOdds
    {
        get
        {
            var most = logMoney.Max();
            return most + Math.Log(logMoney.Average(money => Math.Exp(money - most)));
        }
    }

    /// <summary>Begins anew; a gambler who has lost money goes on with what is left, so that no life has more than one
    /// stake.</summary>
    public void Restart()
    {
        for (var i = 0; i < logMoney.Length; i++) logMoney[i] = Math.Min(logMoney[i], 0);
    }

    /// <summary>Settles a session.</summary>
    /// <param name="bets">
    /// Its bets in the order in which they were made: what a bet of boldness one won, whose expectation is zero or less when it
    /// is made if the claim is true, and what it could have lost, at least zero. A gambler whose bets of the session could cost
    /// more than he may risk leaves out those that come then; that he knows when he makes them.
    /// </param>
    public void Add(IReadOnlyList<(double Gain, double Worst)> bets)
    {
        for (var i = 0; i < boldness.Length; i++)
        {
            var (gain, risked) = (0.0, 0.0);
            foreach (var bet in bets)
            {
                if (boldness[i] * (risked + bet.Worst) > MostAtRisk) continue;
                risked += bet.Worst;
                gain += bet.Gain;
            }
            logMoney[i] += Math.Log(Math.Max(1 + (boldness[i] * gain), double.Epsilon));
        }
    }
}
