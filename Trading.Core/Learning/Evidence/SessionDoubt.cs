namespace Trading.Core.Learning.Evidence;

/// <summary>
/// The odds against a model within one session, from what it claimed of its signals and what came of them. Each symbol is a chain
/// of bets that follow each other: a signal is bet on at the likelihood ratio of base forecast and model, and the next one only
/// when its outcome is known. The odds are the mean of the chains, which is fair whatever the symbols have in common; a bet whose
/// outcome is not known yet counts with the outcome that is better for the model. Of as many symbols as there may be positions,
/// the first to signal are bet on.
/// </summary>
/// <param name="chains">How many symbols are bet on at most.</param>
public sealed class SessionDoubt(int chains)
{
    private readonly Dictionary<string, Chain> started = new(StringComparer.Ordinal);

    /// <summary>The odds against the model; one when nothing speaks for or against it.</summary>
    public double Odds => (chains - started.Count + started.Values.Sum(chain => chain.AtLeast)) / chains;

    /// <summary>Whether a symbol's next signal can be bet on.</summary>
    public bool IsFree(string symbol) =>
        started.TryGetValue(symbol, out var chain) ? !chain.IsPending : started.Count < chains;

    /// <summary>Bets on a signal of a free symbol.</summary>
    /// <param name="symbol">The ticker.</param>
    /// <param name="probability">What the model claims, between 0 and 1, both excluded.</param>
    /// <param name="baseProbability">What the base forecast claims, between 0 and 1, both excluded.</param>
    /// <exception cref="InvalidOperationException">The symbol is not free.</exception>
    public void Bet(string symbol, double probability, double baseProbability)
    {
        if (!IsFree(symbol)) throw new InvalidOperationException($"{symbol} cannot be bet on now.");
        var money = started.TryGetValue(symbol, out var chain) ? chain.Odds : 1;
        started[symbol] = new Chain(money, baseProbability / probability, (1 - baseProbability) / (1 - probability), true);
    }

    /// <summary>Settles the symbol's bet; does nothing when it has none.</summary>
    /// <param name="symbol">The ticker.</param>
    /// <param name="profit">Whether the trade ended in profit.</param>
    public void Settle(string symbol, bool profit)
    {
        if (started.TryGetValue(symbol, out var chain) && chain.IsPending)
            started[symbol] = new Chain(chain.Odds * (profit ? chain.IfProfit : chain.IfLoss), 1, 1, false);
    }

    private sealed record Chain(double Odds, double IfProfit, double IfLoss, bool IsPending)
    {
        public double AtLeast => Odds * Math.Min(IfProfit, IfLoss);
    }
}
