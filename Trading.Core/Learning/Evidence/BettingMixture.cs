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

    /// <summary>Settles a session.</summary>
    /// <param name="gain">What was won by a bet of boldness one; its expectation is zero or less if the claim is true.</param>
    /// <param name="worst">What could have been lost by it, at least zero; known before the outcome.</param>
    public void Add(double gain, double worst)
    {
        for (var i = 0; i < boldness.Length; i++)
        {
            var bet = worst > 0 ? Math.Min(boldness[i], MostAtRisk / worst) : boldness[i];
            logMoney[i] += Math.Log(Math.Max(1 + (bet * gain), double.Epsilon));
        }
    }
}
