using MathNet.Numerics.Random;
using Trading.Core.Orders;
using Trading.Core.Statistics;

namespace Trading.Core.Evaluation;

/// <summary>
/// As many trades as the account made, each held as long as one of its trades, entered at random: a random session, symbol and
/// minute of those that could have been decided on. The mean and the middle 95 % of many draws.
/// </summary>
/// <param name="Draws">How many draws.</param>
/// <param name="NetBpsATrade">Mean return of a trade after costs, basis points.</param>
/// <param name="NetBpsInterval">Where the middle 95 % of the draws lie.</param>
/// <param name="Return">Whole return of the account, as a fraction.</param>
/// <param name="ReturnInterval">Where the middle 95 % of the draws lie.</param>
/// <param name="ShareBelowAccount">The share of the draws whose return is below that of the account.</param>
public sealed record RandomEntries(
    int Draws, double NetBpsATrade, ConfidenceInterval NetBpsInterval, double Return, ConfidenceInterval ReturnInterval,
    double ShareBelowAccount)
{
    private const int DrawCount = 200;

    /// <summary>Draws them; null when the account made no trade.</summary>
    /// <param name="account">The account.</param>
    /// <param name="sessions">The sessions.</param>
    /// <param name="prices">Each session's prices by symbol.</param>
    /// <param name="rules">The account's rules.</param>
    /// <param name="plan">The costs, the side and the exit.</param>
    /// <param name="seed">The same seed draws the same entries.</param>
    public static RandomEntries? Of(
        SignalAccount account, IReadOnlyList<EvaluatedSession> sessions, IReadOnlyList<IReadOnlyList<SessionPrices>> prices,
        AccountRules rules, TradePlan plan, int seed)
    {
        if (account.Trades.Count == 0) return null;
        // Of the places in the order of the time that is left to them, those that leave a trade its time come first.
        Place[] places = [.. Places(sessions, prices, rules, plan).OrderByDescending(place => place.Left)];
        if (places.Length == 0) return null;
        var trades = account.Trades.Select(trade => HeldIn(sessions, trade))
            .Select(held => (Held: held, Fitting: Fitting(places, held))).ToList();
        var random = new Xoshiro256StarStar(seed, threadSafe: false);
        var (means, returns) = (new List<double>(DrawCount), new List<double>(DrawCount));
        for (var draw = 0; draw < DrawCount; draw++)
        {
            var bySession = new double[sessions.Count];
            foreach (var (held, fitting) in trades)
            {
                var place = places[(int)(random.NextDouble() * fitting)];
                bySession[place.Session] += place.Net(held, plan);
            }
            means.Add(bySession.Sum() / trades.Count * 10_000);
            returns.Add(bySession.Aggregate(1.0, (equity, net) => equity * (1 + (net / rules.MaxOpenPositions))) - 1);
        }
        var own = (double)(account.Equity[^1] / account.Equity[0]) - 1;
        return new RandomEntries(
            DrawCount, means.Average(), Middle(means), returns.Average(), Middle(returns),
            returns.Count(r => r < own) / (double)DrawCount);
    }

    private static List<Place> Places(
        IReadOnlyList<EvaluatedSession> sessions, IReadOnlyList<IReadOnlyList<SessionPrices>> prices, AccountRules rules,
        TradePlan plan)
    {
        var places = new List<Place>();
        for (var s = 0; s < sessions.Count; s++)
        {
            var session = sessions[s];
            var entriesEnd = rules.EntriesEnd(session.Hours);
            var exit = session.Hours.MinuteOf(plan.DayExit(session.Hours));
            var bySymbol = session.Judged.Session.Symbols
                .Select(symbol => prices[s].FirstOrDefault(p => p.Symbol == symbol)?.Next).ToArray();
            foreach (var row in session.Judged.Session.Rows)
            {
                if (row.Minute < entriesEnd && bySymbol[row.Symbol] is { } next) places.Add(new Place(s, row.Minute, exit, next));
            }
        }
        return places;
    }

    private static int HeldIn(IReadOnlyList<EvaluatedSession> sessions, AccountTrade trade)
    {
        var row = sessions[trade.Session].Judged.Session.Rows[trade.Row];
        return Math.Max(1, row.EndMinute - row.Minute);
    }

    // A trade that is longer than any place leaves time for is sold at the session's exit, wherever it begins.
    private static int Fitting(Place[] places, int held)
    {
        var (low, high) = (0, places.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (places[middle].Left >= held) low = middle + 1;
            else high = middle;
        }
        return low == 0 ? places.Length : low;
    }

    private static ConfidenceInterval Middle(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        var tail = (int)(sorted.Length * 0.025);
        return new ConfidenceInterval(sorted[tail], sorted[^(tail + 1)]);
    }

    private readonly record struct Place(int Session, int Minute, int Exit, double[] Next)
    {
        public int Left => Exit - Minute;

        public double Net(int held, TradePlan plan)
        {
            var (entry, exit) = (Next[Minute], Next[Math.Min(Minute + held, Exit)]);
            var cost = (double)plan.CostBps / 10_000;
            return plan.Side == OrderSide.Buy
                ? (exit * (1 - cost) / (entry * (1 + cost))) - 1
                : 1 - (exit * (1 + cost) / (entry * (1 - cost)));
        }
    }
}
