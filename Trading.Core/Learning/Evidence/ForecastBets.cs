namespace Trading.Core.Learning.Evidence;

/// <summary>
/// Odds against the claim that a reference forecast is right, from bets that a model's probabilities are better. A row's bet wins
/// (p - r)(y - r) / (r (1 - r)), which has the expectation zero if r is right, whatever the model says and however the rows of a
/// session hang together; with boldness one and a single row it is the likelihood ratio of the two forecasts, less one.
/// </summary>
internal sealed class ForecastBets
{
    private static readonly double[] Boldness = [0.5, 1, 2, 4, 8, 16, 32];
    private readonly BettingMixture mixture = new(Boldness);
    private double sessions;
    private double meanRows;

    /// <summary>Natural logarithm of the odds.</summary>
    public double LogOdds => mixture.LogOdds;

    /// <summary>Begins anew, without new money.</summary>
    public void Restart() => mixture.Restart();

    /// <summary>Settles a session; the first one only tells how many rows sessions have.</summary>
    /// <param name="probabilities">What the model said of each row, in the order of the decisions.</param>
    /// <param name="reference">What the reference said, between 0 and 1, both excluded.</param>
    /// <param name="outcomes">What happened.</param>
    public void Add(ReadOnlySpan<double> probabilities, Func<int, double> reference, ReadOnlySpan<bool> outcomes)
    {
        // Divided by a number that is known before the session: how many rows there are may depend on how prices move.
        if (sessions > 0)
        {
            var bets = new (double, double)[probabilities.Length];
            for (var i = 0; i < bets.Length; i++)
            {
                var (p, r) = (probabilities[i], reference(i));
                var gain = (p - r) * ((outcomes[i] ? 1 : 0) - r) / (r * (1 - r));
                bets[i] = (gain / meanRows, (p > r ? (p - r) / (1 - r) : (r - p) / r) / meanRows);
            }
            mixture.Add(bets);
        }
        sessions++;
        meanRows += (probabilities.Length - meanRows) / sessions;
    }
}
