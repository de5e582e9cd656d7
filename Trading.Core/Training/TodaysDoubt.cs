using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Core.Training;

/// <summary>
/// The odds against the model within the running session: each signal is followed bar by bar until its outcome is known. After a
/// restart the day's stored predictions and bars give the same odds. Not safe for concurrent use.
/// </summary>
public sealed class TodaysDoubt(IPredictionStore predictions, RiskLimits limits, TradePlan plan)
{
    private readonly Dictionary<string, BracketWalk> pending = new(StringComparer.Ordinal);
    private Dictionary<(string Symbol, Instant Minute), PredictionRow> stored = [];
    private SessionDoubt doubt = new(1);
    private Session? current;

    /// <summary>The odds against the model.</summary>
    public double Odds => doubt.Odds;

    /// <summary>Whether entries stop for the day. Once stopped, they stay stopped.</summary>
    public bool IsReached => OddsAtStop is not null;

    /// <summary>The odds at which entries stopped for the day; null while they have not.</summary>
    public double? OddsAtStop { get; private set; }

    /// <summary>Begins a session with what was predicted in it before; a session that has begun is left as it is.</summary>
    /// <param name="session">The running session.</param>
    /// <param name="cancel">Stops the reading of stored predictions.</param>
    /// <exception cref="StorageException">The predictions cannot be read; the next call tries again.</exception>
    public async Task BeginAsync(Session session, CancellationToken cancel)
    {
        if (current == session) return;
        var rows = await predictions.GetPredictionsAsync(session.Date, null, cancel);
        stored = rows.Where(IsSignal).ToDictionary(row => (row.Symbol, row.Minute));
        // What was stopped stays stopped, though bars that came late may give other odds now.
        var wasStopped = rows.Any(row => row.Reason == ReasonCode.DoubtedToday);
        (current, doubt) = (session, new SessionDoubt(limits.MaxOpenPositions));
        OddsAtStop = wasStopped ? EvidenceBars.SessionDoubt : null;
        pending.Clear();
    }

    /// <summary>Takes the bars that have arrived since the last call, and settles what they decide.</summary>
    /// <param name="arrived">The bars by symbol, in time order; a session's first call gets all bars of the day so far.</param>
    public void Advance(IReadOnlyDictionary<string, List<Bar>> arrived)
    {
        // All symbols advance together: the first to signal are the ones that are bet on.
        foreach (var (symbol, bar) in InTimeOrder(arrived))
        {
            Settle(symbol, bar);
            if (stored.Remove((symbol, bar.End), out var row)) Bet(row);
        }
    }

    /// <summary>Bets on the signals among a minute's predictions.</summary>
    /// <param name="rows">The predictions, each the newest of its symbol.</param>
    public void Follow(IEnumerable<PredictionRow> rows)
    {
        foreach (var row in rows.Where(IsSignal).OrderBy(row => row.Symbol, StringComparer.Ordinal)) Bet(row);
    }

    private bool IsSignal(PredictionRow row) =>
        row.Probability >= limits.MinConfidence && row is { Probability: < 1, BaseProbability: > 0 and < 1 };

    private void Bet(PredictionRow row)
    {
        if (!doubt.IsFree(row.Symbol)) return;
        doubt.Bet(row.Symbol, row.Probability, row.BaseProbability!.Value);
        pending[row.Symbol] = new BracketWalk(row.Minute, current!, plan);
    }

    private void Settle(string symbol, in Bar bar)
    {
        if (!pending.TryGetValue(symbol, out var walk) || walk.Add(bar) is not { } outcome) return;
        pending.Remove(symbol);
        doubt.Settle(symbol, outcome.Profit);
        if (!IsReached && doubt.Odds >= EvidenceBars.SessionDoubt) OddsAtStop = doubt.Odds;
    }

    private static IEnumerable<(string Symbol, Bar Bar)> InTimeOrder(IReadOnlyDictionary<string, List<Bar>> arrived) =>
        arrived.SelectMany(entry => entry.Value.Select(bar => (Symbol: entry.Key, Bar: bar)))
            .OrderBy(entry => entry.Bar.Start).ThenBy(entry => entry.Symbol, StringComparer.Ordinal);
}
