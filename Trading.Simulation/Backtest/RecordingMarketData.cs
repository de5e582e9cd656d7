using Trading.Core.Market;

namespace Trading.Simulation.Backtest;

/// <summary>Passes every call to the market data and records bars that are served before they are complete.</summary>
public sealed class RecordingMarketData(IMarketData inner, IClock clock) : IMarketData
{
    private readonly List<string> tooEarly = [];

    /// <summary>Bars served too early since the last call, as "symbol start"; forgets them.</summary>
    public IReadOnlyList<string> TakeServedTooEarly()
    {
        string[] taken = [.. tooEarly];
        tooEarly.Clear();
        return taken;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BarSeries>> GetBarsAsync(
        IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel)
    {
        var served = await inner.GetBarsAsync(symbols, from, to, cancel);
        var now = clock.GetCurrentInstant();
        foreach (var series in served)
        {
            if (series.Count > 0 && series.Bars[^1].End > now) tooEarly.Add($"{series.Symbol} {series.Bars[^1].Start}");
        }
        return served;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
        IReadOnlyList<string> symbols, CancellationToken cancel) =>
        inner.GetLatestQuotesAsync(symbols, cancel);
}
