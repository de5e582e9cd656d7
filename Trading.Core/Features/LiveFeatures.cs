using Trading.Core.Market;

namespace Trading.Core.Features;

/// <summary>A feature row whose newest bar ended at the requested minute.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Row">The features.</param>
/// <param name="NewestBar">The bar that completed it.</param>
public sealed record FreshRow(string Symbol, float[] Row, Bar NewestBar);

/// <summary>
/// The session's feature engines, one for each symbol. Each minute feeds them the new bars of the market data. After a restart
/// the first call fetches the day so far, and the rows are the same to the bit.
/// </summary>
public sealed class LiveFeatures(IMarketData marketData, IReadOnlyList<string> symbols)
{
    /// <summary>How far back every fetch repeats the last one, to find bars that the feed published late.</summary>
    public static readonly Duration Overlap = Duration.FromMinutes(5);

    private readonly Dictionary<string, FeatureEngine> engines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Instant> newest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Bar>> arrived = new(StringComparer.Ordinal);
    private Session? current;
    private Instant fetchedTo;

    /// <summary>The bars that the last call of <see cref="AdvanceAsync"/> took, in time order, by symbol.</summary>
    public IReadOnlyDictionary<string, List<Bar>> Arrived => arrived;

    /// <summary>
    /// Fetches the new bars up to <paramref name="minute"/> and returns the rows of the symbols that traded in the minute
    /// before it and whose indicators are warm. A minute that was asked for before returns nothing; a bar that arrives after a
    /// later one of its symbol, or has an error, is skipped.
    /// </summary>
    /// <exception cref="MarketDataException">The feed did not answer; the next call fetches the same again.</exception>
    public async Task<IReadOnlyList<FreshRow>> AdvanceAsync(Session session, Instant minute, CancellationToken cancel)
    {
        arrived.Clear();
        if (current != session) Start(session);
        if (minute <= fetchedTo) return [];
        var from = Instant.Max(session.Open, fetchedTo - Overlap);
        var fetched = await marketData.GetBarsAsync(symbols, from, minute, cancel);
        var fresh = new List<FreshRow>();
        foreach (var series in fetched)
        {
            if (Feed(series, minute) is { } row) fresh.Add(row);
        }
        fetchedTo = minute;
        return fresh;
    }

    private FreshRow? Feed(BarSeries series, Instant minute)
    {
        FreshRow? latest = null;
        foreach (ref readonly var bar in series.Bars)
        {
            if (bar.Start <= newest[series.Symbol] || bar.End > minute || bar.Error() is not null) continue;
            newest[series.Symbol] = bar.Start;
            if (!arrived.TryGetValue(series.Symbol, out var taken)) arrived[series.Symbol] = taken = [];
            taken.Add(bar);
            var row = new float[FeatureSchema.Count];
            if (engines[series.Symbol].TryAdd(bar, row)) latest = new FreshRow(series.Symbol, row, bar);
        }
        return latest?.NewestBar.End == minute ? latest : null;
    }

    private void Start(Session session)
    {
        current = session;
        fetchedTo = session.Open;
        foreach (var symbol in symbols)
        {
            var engine = new FeatureEngine();
            engine.StartSession(session);
            engines[symbol] = engine;
            newest[symbol] = Instant.MinValue;
        }
    }
}
