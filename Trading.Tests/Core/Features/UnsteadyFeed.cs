using Trading.Core.Features;
using Trading.Core.Market;
using static Trading.Tests.Core.Features.SessionBars;

namespace Trading.Tests.Core.Features;

/// <summary>
/// A feed that leaves minutes out, serves bars late (after later ones), revises them, breaks them, takes them back, serves the
/// running minute and fails. It keeps the good and complete bars that it has served: what is known.
/// </summary>
internal sealed class UnsteadyFeed(Random random) : IMarketData
{
    private readonly Dictionary<string, SortedDictionary<int, Bar>> made = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<Instant, Bar>> known = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, int), int> late = [];

    /// <summary>How many bars that had been served were served otherwise.</summary>
    public int Revised { get; private set; }

    /// <summary>How many bars were served after a later one.</summary>
    public int Late { get; private set; }

    /// <summary>The bars of a symbol that are known, in time order.</summary>
    public IEnumerable<Bar> Known(string symbol) => known.TryGetValue(symbol, out var bars) ? bars.Values : [];

    /// <summary>Whether the bar that ends at the minute is not known, and would give a row.</summary>
    public bool WouldGiveARow(string symbol, Instant minute) =>
        Known(symbol).All(bar => bar.End != minute) && Known(symbol).Count() >= FeatureSchema.WarmUpBars - 1;

    /// <summary>The row that a new engine gives for the known bars; null when the newest did not end at the minute.</summary>
    public float[]? Batch(string symbol, Instant minute)
    {
        var bars = Known(symbol).ToList();
        return bars is [.., var newest] && newest.End == minute ? Rows(Full, bars)[^1] : null;
    }

    public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
        IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel)
    {
        if (random.Next(30) == 0) throw new MarketDataException("The feed failed on purpose.");
        var answer = symbols.Select(symbol => Answer(symbol, Full.MinuteOf(from), Full.MinuteOf(to))).ToList();
        foreach (var series in answer) Keep(series, to);
        return Task.FromResult<IReadOnlyList<BarSeries>>(answer);
    }

    public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
        IReadOnlyList<string> symbols, CancellationToken cancel) => throw new NotSupportedException();

    private BarSeries Answer(string symbol, int from, int to)
    {
        var bars = new List<Bar>();
        for (var minute = from; minute < to + (random.Next(10) == 0 ? 1 : 0); minute++)
        {
            if (Made(symbol, minute) is not { } bar || to < late[(symbol, minute)] || random.Next(40) == 0) continue;
            if (random.Next(25) == 0)
                Of(made, symbol)[minute] = bar = bar with { Close = bar.High, Volume = bar.Volume + 1 + random.Next(500) };
            bars.Add(random.Next(40) == 0 ? bar with { Low = -1 } : bar);
        }
        return new BarSeries(symbol, [.. bars]);
    }

    private Bar? Made(string symbol, int minute)
    {
        if (!late.ContainsKey((symbol, minute)))
        {
            late[(symbol, minute)] = minute + 1 + (random.Next(12) == 0 ? random.Next(1, 9) : 0);
            var (low, open, close) = (90 + random.Next(10), random.Next(20), random.Next(20));
            if (random.Next(10) > 0)
            {
                Of(made, symbol)[minute] = new Bar(
                    Full.Open + Duration.FromMinutes(minute), low + open, low + 20, low, low + close, random.Next(1_000));
            }
        }
        return Of(made, symbol).TryGetValue(minute, out var bar) ? bar : null;
    }

    private void Keep(BarSeries series, Instant minute)
    {
        var bars = Of(known, series.Symbol);
        foreach (var bar in series.Bars)
        {
            if (bar.Error() is not null || bar.End > minute) continue;
            if (bars.TryGetValue(bar.Start, out var before)) Revised += before == bar ? 0 : 1;
            else if (bars.Count > 0 && bars.Keys.Last() > bar.Start) Late++;
            bars[bar.Start] = bar;
        }
    }

    private static SortedDictionary<TKey, Bar> Of<TKey>(
        Dictionary<string, SortedDictionary<TKey, Bar>> all, string symbol)
        where TKey : notnull
    {
        if (!all.TryGetValue(symbol, out var bars)) all[symbol] = bars = [];
        return bars;
    }
}
