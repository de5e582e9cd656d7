using System.Runtime.CompilerServices;
using Trading.Core.Market;

namespace Trading.Tests.Core.Jobs;

/// <summary>A feed of made-up sessions that hands its bars out in pages, as Alpaca does: symbol after symbol, so many bars a
/// page.</summary>
internal sealed class PagedFeed(IReadOnlyList<Session> sessions, int pageSize) : IMarketData
{
    /// <summary>How many pages were handed out.</summary>
    public int Pages { get; private set; }

    /// <summary>Every bar that was handed out.</summary>
    public List<(string Symbol, Instant Start)> Served { get; } = [];

    /// <summary>The page, counted from 1 over all questions, at which the feed fails; 0 for never.</summary>
    public int FailsAt { get; init; }

    /// <summary>Told of each page before it is handed out, counted from 1.</summary>
    public Action<int> OnPage { get; init; } = _ => { };

    /// <summary>What prices are divided by, of bars before <see cref="SplitOn"/>.</summary>
    public decimal Ratio { get; set; } = 1m;

    /// <summary>When the split happens.</summary>
    public Instant SplitOn { get; set; } = Instant.MinValue;

    public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
        IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<BarSeries>>([.. symbols.Select(s => new BarSeries(s, [.. Bars(from, to)]))]);

    public async IAsyncEnumerable<IReadOnlyList<BarSeries>> StreamBarsAsync(
        IReadOnlyList<string> symbols, Instant from, Instant to, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.Yield();
        foreach (var page in symbols.SelectMany(symbol => Bars(from, to).Select(bar => (symbol, bar))).Chunk(pageSize))
        {
            if (++Pages == FailsAt) throw new MarketDataException("The feed failed on purpose.");
            OnPage(Pages);
            cancel.ThrowIfCancellationRequested();
            Served.AddRange(page.Select(p => (p.symbol, p.bar.Start)));
            yield return [.. page.GroupBy(p => p.symbol).Select(g => new BarSeries(g.Key, [.. g.Select(p => p.bar)]))];
        }
    }

    public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
        IReadOnlyList<string> symbols, CancellationToken cancel) =>
        throw new NotSupportedException();

    private IEnumerable<Bar> Bars(Instant from, Instant to) =>
        from session in sessions
        from minute in Enumerable.Range(0, session.Minutes)
        let start = session.Open + Duration.FromMinutes(minute)
        where start >= @from && start < to
        let price = start < SplitOn ? 100m / Ratio : 100m
        select new Bar(start, price, price, price, price, 10);
}
