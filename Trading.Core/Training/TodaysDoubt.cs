using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Core.Training;

/// <summary>
/// The odds against the model within the running session: each signal is followed bar by bar until its outcome is known. The odds
/// depend on the day's predictions and on the bars that are known, not on the order in which they came: after a restart they are
/// the same, and a bar that came late or was revised counts as if it had always been so. Not safe for concurrent use.
/// </summary>
public sealed class TodaysDoubt(IPredictionStore predictions, RiskLimits limits, TradePlan plan)
{
    private readonly Dictionary<string, BracketWalk> pending = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Symbol, Instant Minute), PredictionRow> signals = [];
    private List<PredictionRow> waiting = [];
    private SessionDoubt doubt = new(1);
    private Session? current;
    private Instant seenTo;

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
        var rows = await predictions.GetSignalsAsync(session.Date, cancel);
        current = session;
        signals.Clear();
        foreach (var row in rows.Where(IsSignal)) signals.Add((row.Symbol, row.Minute), row);
        // What was stopped stays stopped, though bars that came late may give other odds now.
        var wasStopped = rows.Any(row => row.Reason == ReasonCode.DoubtedToday);
        OddsAtStop = wasStopped ? EvidenceBars.SessionDoubt : null;
        Forget();
    }

    /// <summary>Takes the bars that are known now, and settles what they decide.</summary>
    /// <param name="bars">All bars of the session so far by symbol, in time order.</param>
    /// <param name="changedFrom">
    /// The start of the earliest bar that is new or was revised since the last call; null when there is none.
    /// </param>
    public void Advance(IReadOnlyDictionary<string, IReadOnlyList<Bar>> bars, Instant? changedFrom)
    {
        if (changedFrom is not { } from) return;
        if (from < seenTo)
        {
            Forget();
            from = Instant.MinValue;
        }
        seenTo = bars.Values.Max(known => known is [.., var last] ? last.End : Instant.MinValue);
        var offered = waiting.Where(row => row.Minute <= seenTo).ToList();
        waiting.RemoveAll(row => row.Minute <= seenTo);
        var followed = offered.Select(row => row.Symbol).Union(pending.Keys, StringComparer.Ordinal).ToList();
        var steps = followed.SelectMany(symbol => From(bars, symbol, from).Select(bar => new Step(bar.End, symbol, bar, null)))
            .Concat(offered.Select(row => new Step(row.Minute, row.Symbol, null, row)));
        // All symbols advance together, because the first to signal are the ones that are bet on; a minute's bars come before its
        // predictions.
        foreach (var step in steps.OrderBy(s => s.At).ThenBy(s => s.Bar is null).ThenBy(s => s.Symbol, StringComparer.Ordinal))
        {
            if (step.Bar is { } bar) Settle(step.Symbol, bar);
            else Bet(step.Signal!);
        }
    }

    /// <summary>Bets on the signals among a minute's predictions.</summary>
    /// <param name="rows">The predictions, each the newest of its symbol.</param>
    public void Follow(IEnumerable<PredictionRow> rows)
    {
        foreach (var row in rows.Where(IsSignal).OrderBy(row => row.Symbol, StringComparer.Ordinal))
        {
            if (signals.TryAdd((row.Symbol, row.Minute), row)) Bet(row);
        }
    }

    private bool IsSignal(PredictionRow row) =>
        row.Probability >= limits.MinConfidence && row is { Probability: < 1, BaseProbability: > 0 and < 1 };

    private void Forget()
    {
        (doubt, seenTo, waiting) = (new SessionDoubt(limits.MaxOpenPositions), Instant.MinValue, [.. signals.Values]);
        pending.Clear();
    }

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

    private static IEnumerable<Bar> From(
        IReadOnlyDictionary<string, IReadOnlyList<Bar>> bars, string symbol, Instant from)
    {
        if (!bars.TryGetValue(symbol, out var known)) yield break;
        var first = known.Count;
        while (first > 0 && known[first - 1].Start >= from) first--;
        for (; first < known.Count; first++) yield return known[first];
    }

    private sealed record Step(Instant At, string Symbol, Bar? Bar, PredictionRow? Signal);
}
