namespace Trading.Core.Learning.Evidence;

/// <summary>
/// Odds against the claim that the signals' mean return after costs is zero or less. The first signals of a session are bet on,
/// up to as many as earlier sessions had on the average: a bet on the mean of however many there are would be biased, because
/// signals often stop when prices have moved.
/// </summary>
/// <param name="lossAtStop">What a trade loses at its stop, costs in, as a fraction: the most, apart from gaps.</param>
internal sealed class ProfitBets(double lossAtStop)
{
    private static readonly double[] Boldness = [0.05, 0.1, 0.2, 0.4, 0.8];

    // Assumed: no session's first signals lose more than 1.5 times this on the average, which only gaps could bring about. The
    // boldest gambler is ruined by such a session; he cannot lose more than he has.
    private readonly double unit = 1.25 * lossAtStop;
    private readonly BettingMixture mixture = new(Boldness);
    private double sessions;
    private double meanSignals;

    /// <summary>Natural logarithm of the odds.</summary>
    public double LogOdds => mixture.LogOdds;

    /// <summary>Begins anew, without new money.</summary>
    public void Restart() => mixture.Restart();

    /// <summary>Settles a session.</summary>
    /// <param name="netReturns">The signals' returns after costs, as fractions, in the order of their decisions.</param>
    public void Add(IReadOnlyList<double> netReturns)
    {
        if (netReturns.Count == 0) return;
        if (sessions > 0)
        {
            var most = (int)Math.Ceiling(meanSignals);
            mixture.Add([(netReturns.Take(most).Sum() / most / unit, 0)]);
        }
        sessions++;
        meanSignals += (netReturns.Count - meanSignals) / sessions;
    }
}
