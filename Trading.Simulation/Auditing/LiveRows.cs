using Trading.Core.Features;
using Trading.Core.Market;

namespace Trading.Simulation.Auditing;

/// <summary>
/// The rows that trading makes: <see cref="LiveFeatures"/> over a feed that answers from the bars that exist. It starts at the
/// first minute asked for, as a program that was restarted there.
/// </summary>
public sealed class LiveRows : IRowSource
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<DecisionRow>> RowsAsync(
        Session session, BarSeries bars, Instant from, CancellationToken cancel)
    {
        var live = new LiveFeatures(new Feed(bars));
        var minutes = bars.Between(session.Open, session.Close).ToArray().Select(bar => bar.End).Where(end => end >= from);
        var rows = new List<DecisionRow>();
        foreach (var minute in minutes)
        {
            foreach (var fresh in await live.AdvanceAsync(session, minute, [bars.Symbol], cancel))
                rows.Add(new DecisionRow(fresh.Symbol, minute, fresh.NewestBar.Close, fresh.Row));
        }
        return rows;
    }

    /// <summary>Answers from a series, also with bars that were not complete at the time: code that asks too far is to be
    /// found.</summary>
    private sealed class Feed(BarSeries series) : IMarketData
    {
        public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
            IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<BarSeries>>(
                [.. symbols.Select(s => new BarSeries(s, s == series.Symbol ? series.Between(from, to).ToArray() : []))]);

        public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
            IReadOnlyList<string> symbols, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyDictionary<string, Quote>>(new Dictionary<string, Quote>(StringComparer.Ordinal));
    }
}
