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
    private readonly Dictionary<string, List<Bar>> bars = new(StringComparer.Ordinal);
    private List<PredictionRow> waiting = [];
    private SessionDoubt doubt = new(1);
    private Session? current;
    private Instant seenTo;

    /// <summary>The symbols that had a signal today: whose bars it asks for.</summary>
    public IReadOnlyCollection<string> Symbols => [.. signals.Keys.Select(key => key.Symbol).Distinct(StringComparer.Ordinal)];

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
        bars.Clear();
        foreach (var row in rows.Where(IsSignal)) signals.Add((row.Symbol, row.Minute), row);
        // What was stopped stays stopped, though bars that came late may give other odds now.
        var wasStopped = rows.Any(row => row.Reason == ReasonCode.DoubtedToday);
        OddsAtStop = wasStopped ? EvidenceBars.SessionDoubt : null;
        Forget();
    }

    /// <summary>After a restart: fetches the bars since the day's first signal, of the symbols that had one before.</summary>
    /// <param name="feed">Where bars come from.</param>
    /// <param name="minute">Up to where bars are known.</param>
    /// <param name="cancel">Stops the question.</param>
    /// <exception cref="MarketDataException">The feed did not answer; the next call asks again.</exception>
    public async Task CatchUpAsync(IMarketData feed, Instant minute, CancellationToken cancel)
    {
        var unknown = signals.Values.Where(row => !bars.ContainsKey(row.Symbol)).ToList();
        if (unknown.Count == 0) return;
        var symbols = unknown.Select(row => row.Symbol).Distinct(StringComparer.Ordinal).ToList();
        foreach (var series in await feed.GetBarsAsync(symbols, unknown.Min(row => row.Minute), minute, cancel))
            Merge(series.Symbol, series.Bars.ToArray().Where(bar => bar.End <= minute && bar.Error() is null));
        foreach (var symbol in symbols) bars.TryAdd(symbol, []);
    }

    /// <summary>Takes bars, and settles what they decide.</summary>
    /// <param name="known">
    /// Bars by symbol, in time order: at least all that are new or were revised since the last call, of the symbols that had a
    /// signal.
    /// </param>
    /// <param name="minute">Up to where bars are known.</param>
    public void Advance(IReadOnlyDictionary<string, IReadOnlyList<Bar>> known, Instant minute)
    {
        foreach (var symbol in Symbols)
        {
            if (known.TryGetValue(symbol, out var news)) Merge(symbol, news);
        }
        var from = seenTo;
        seenTo = Instant.Max(seenTo, minute);
        var offered = waiting.Where(row => row.Minute <= seenTo).ToList();
        waiting.RemoveAll(row => row.Minute <= seenTo);
        var followed = offered.Select(row => row.Symbol).Union(pending.Keys, StringComparer.Ordinal).ToList();
        var steps = followed.SelectMany(symbol => From(symbol, from).Select(bar => new Step(bar.End, symbol, bar, null)))
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
            if (!signals.TryAdd((row.Symbol, row.Minute), row)) continue;
            bars.TryAdd(row.Symbol, []);
            Bet(row);
        }
    }

    private bool IsSignal(PredictionRow row) =>
        row.Probability >= limits.MinConfidence && row is { Probability: < 1, BaseProbability: > 0 and < 1 };

    private void Forget()
    {
        (doubt, seenTo, waiting) = (new SessionDoubt(limits.MaxOpenPositions), Instant.MinValue, [.. signals.Values]);
        pending.Clear();
    }

    // A bar before the last that was seen takes back what was settled since: the day is followed again.
    private void Merge(string symbol, IEnumerable<Bar> news)
    {
        if (!bars.TryGetValue(symbol, out var known)) bars[symbol] = known = [];
        foreach (var bar in news)
        {
            var place = known.PlaceOf(bar.Start);
            if (place == known.Count || known[place].Start != bar.Start) known.Insert(place, bar);
            else if (known[place] != bar) known[place] = bar;
            else continue;
            if (bar.Start < seenTo) Forget();
        }
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

    private IEnumerable<Bar> From(string symbol, Instant from)
    {
        if (!bars.TryGetValue(symbol, out var known)) yield break;
        for (var place = known.PlaceOf(from); place < known.Count; place++) yield return known[place];
    }

    private sealed record Step(Instant At, string Symbol, Bar? Bar, PredictionRow? Signal);
}
