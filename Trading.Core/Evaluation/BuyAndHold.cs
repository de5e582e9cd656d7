using Trading.Core.Orders;

namespace Trading.Core.Evaluation;

/// <summary>
/// Equal dollars in each symbol, bought at its first open and sold at its last close of the sessions, with costs once. A symbol
/// that has no bars yet waits in cash.
/// </summary>
public static class BuyAndHold
{
    /// <summary>Equity before the first session and after each, dollars.</summary>
    /// <param name="sessions">Each session's prices by symbol.</param>
    /// <param name="start">Dollars before the first session.</param>
    /// <param name="plan">The costs and the side.</param>
    /// <param name="withNights">Whether it is held overnight; otherwise only regular hours count, as if each session began at the
    /// price at which the one before had ended.</param>
    public static IReadOnlyList<decimal> Equity(
        IReadOnlyList<IReadOnlyList<SessionPrices>> sessions, decimal start, TradePlan plan, bool withNights)
    {
        var symbols = sessions.SelectMany(s => s).Select(p => p.Symbol).Distinct(StringComparer.Ordinal).ToList();
        var growth = symbols.ToDictionary(symbol => symbol, _ => 1.0, StringComparer.Ordinal);
        var last = new Dictionary<string, double>(StringComparer.Ordinal);
        var sign = plan.Side == OrderSide.Buy ? 1 : -1;
        // Buying and selling at one price loses the costs and nothing else.
        var costs = (double)plan.NetReturn(1, 1);
        var equity = new List<decimal>(sessions.Count + 1) { start };
        foreach (var (index, session) in sessions.Index())
        {
            foreach (var prices in session)
            {
                var before = withNights && last.TryGetValue(prices.Symbol, out var close) ? close : prices.Open;
                growth[prices.Symbol] *= prices.Close / before;
                last[prices.Symbol] = prices.Close;
            }
            var mean = sign * (growth.Values.Average() - 1);
            equity.Add(start * (decimal)((1 + mean) * (index == sessions.Count - 1 ? 1 + costs : 1)));
        }
        return equity;
    }
}
