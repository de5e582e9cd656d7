using System.Runtime.InteropServices;
using Trading.Core.Evaluation.Holding;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Evaluation;

/// <summary>A trade of the simple account.</summary>
/// <param name="Session">Index of the session.</param>
/// <param name="Row">Index of the decision among the session's rows.</param>
/// <param name="Dollars">What was put in.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AccountTrade(int Session, int Row, decimal Dollars);

/// <summary>
/// A simple account that takes each signal by <see cref="AccountRules"/>. How a trade ends is the label's: the plan's bracket,
/// and its costs.
/// </summary>
/// <param name="Trades">In the order of their entries.</param>
/// <param name="Equity">Dollars: before the first session, and after each.</param>
public sealed record SignalAccount(IReadOnlyList<AccountTrade> Trades, IReadOnlyList<decimal> Equity)
{
    /// <summary>Trades a record.</summary>
    /// <param name="sessions">The sessions, in order.</param>
    /// <param name="rules">The account's rules.</param>
    /// <param name="signals">Which of a session's rows are signals, in the rows' order; within a minute the row with the higher
    /// rank is bought first, then by symbol.</param>
    public static SignalAccount Run(
        IReadOnlyList<EvaluatedSession> sessions, AccountRules rules,
        Func<EvaluatedSession, IEnumerable<(int Row, double Rank)>> signals)
    {
        var trades = new List<AccountTrade>();
        var equity = new List<decimal>(sessions.Count + 1) { rules.StartEquity };
        for (var s = 0; s < sessions.Count; s++)
        {
            var dollars = equity[^1] / rules.MaxOpenPositions;
            var gained = 0m;
            foreach (var row in Taken(sessions[s], rules, signals(sessions[s])))
            {
                trades.Add(new AccountTrade(s, row, dollars));
                gained += dollars * (decimal)sessions[s].Judged.Session.Rows[row].NetReturn;
            }
            equity.Add(equity[^1] + gained);
        }
        return new SignalAccount(trades, equity);
    }

    /// <summary>The trades that were sold at a price from long before their exit time, because no bar came any more.</summary>
    /// <param name="sessions">The sessions that were traded.</param>
    /// <param name="plan">The trade.</param>
    public StaleExits StaleExits(IReadOnlyList<EvaluatedSession> sessions, TradePlan plan) => Holding.StaleExits.Of(
        from trade in Trades
        let session = sessions[trade.Session]
        let row = session.Judged.Session.Rows[trade.Row]
        let symbol = session.Judged.Session.Symbols[row.Symbol]
        let decided = session.Hours.Open + Duration.FromMinutes(row.Minute)
        let exit = plan.ExitAt(session.Hours, decided)
        let series = session.Bars.FirstOrDefault(bars => bars.Symbol == symbol)
        where series is not null && session.Hours.Open + Duration.FromMinutes(row.EndMinute + 1) < exit
        let outcome = TripleBarrier.Label(series.Bars, decided, session.Hours, plan)
        where outcome is { Barrier: Learning.Barrier.Time }
        select (symbol, exit - outcome.Value.ExitAt - Bar.Length));

    private static IEnumerable<int> Taken(
        EvaluatedSession session, AccountRules rules, IEnumerable<(int Row, double Rank)> signals)
    {
        var rows = session.Judged.Session.Rows;
        var entriesEnd = rules.EntriesEnd(session.Hours);
        // When each symbol that is held can be bought again: a trade that ends in a bar is over when the bar is.
        var heldUntil = new Dictionary<short, int>();
        foreach (var minute in signals.GroupBy(signal => rows[signal.Row].Minute).TakeWhile(group => group.Key < entriesEnd))
        {
            foreach (var symbol in heldUntil.Where(held => held.Value < minute.Key).Select(held => held.Key).ToList())
                heldUntil.Remove(symbol);
            foreach (var (row, _) in minute.OrderByDescending(signal => signal.Rank).ThenBy(signal => signal.Row))
            {
                if (heldUntil.Count >= rules.MaxOpenPositions) break;
                if (heldUntil.TryAdd(rows[row].Symbol, rows[row].EndMinute)) yield return row;
            }
        }
    }
}
