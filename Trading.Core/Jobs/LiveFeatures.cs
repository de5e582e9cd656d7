using Trading.Core.Features;
using Trading.Core.Market;

namespace Trading.Core.Jobs;

/// <summary>A feature row that is as fresh as can be: its newest bar ended at the minute asked for.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Row">The features.</param>
/// <param name="NewestBar">The bar that completed it.</param>
public sealed record FreshRow(string Symbol, float[] Row, Bar NewestBar);

/// <summary>
/// The session's feature engines, one a symbol, fed from the market data as minutes pass. After a restart the first call
/// fetches the day so far, and the rows are the same to the bit.
/// </summary>
public sealed class LiveFeatures(IMarketData marketData, IReadOnlyList<string> symbols)
{
    private readonly Dictionary<string, FeatureEngine> engines = new(StringComparer.Ordinal);
    private Session? current;
    private Instant fetchedTo;

    /// <summary>
    /// Fetches what is new up to <paramref name="minute"/> and gives the rows of the symbols that traded in the minute
    /// before it and whose indicators are warm. A minute that was given before gives nothing.
    /// </summary>
    /// <exception cref="MarketDataException">The feed did not answer; the next call fetches the same again.</exception>
    public async Task<IReadOnlyList<FreshRow>> AdvanceAsync(Session session, Instant minute, CancellationToken cancel)
    {
        if (current != session) Start(session);
        if (minute <= fetchedTo) return [];
        var fetched = await marketData.GetBarsAsync(symbols, fetchedTo, minute, cancel);
        var fresh = new List<FreshRow>();
        foreach (var series in fetched)
        {
            // A feed's broken bar is no bar; the training leaves it out as well.
            var row = new float[FeatureSchema.Count];
            FreshRow? latest = null;
            foreach (ref readonly var bar in series.Bars)
            {
                if (bar.Fault() is null && engines[series.Symbol].TryAdd(bar, row)) latest = new FreshRow(series.Symbol, row, bar);
            }
            if (latest?.NewestBar.End == minute) fresh.Add(latest);
        }
        fetchedTo = minute;
        return fresh;
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
        }
    }
}
