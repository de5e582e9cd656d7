using Trading.Core.Market;

namespace Trading.Simulation.Storm;

/// <summary>
/// The market-data feed: bars a second or two after their end, but for the faults. Some are missing, late, corrected later,
/// contradictory or sent twice.
/// </summary>
internal sealed class StormFeed(StormPlan plan, StormMarket market, FaultWatch watch, IClock clock)
{
    private static readonly Duration Publication = Duration.FromMilliseconds(1_200);
    private static readonly Duration Correction = Duration.FromSeconds(30);

    private readonly Fault[] faults =
    [
        .. plan.Faults.Where(fault => fault.Kind is FaultKind.BarsMissing or FaultKind.BarsLate or FaultKind.BarsRevised
            or FaultKind.BarsBroken or FaultKind.BarsTwice),
    ];

    /// <summary>The bars that are published now.</summary>
    public IReadOnlyList<BarSeries> Bars(IReadOnlyList<string> symbols, Instant from, Instant to)
    {
        var now = clock.GetCurrentInstant();
        var series = new BarSeries[symbols.Count];
        for (var i = 0; i < series.Length; i++) series[i] = new BarSeries(symbols[i], [.. Of(symbols[i], from, to, now)]);
        return series;
    }

    /// <summary>The latest price of each symbol, as bid and ask.</summary>
    public IReadOnlyDictionary<string, Quote> Quotes(IReadOnlyList<string> symbols)
    {
        var (now, quotes) = (clock.GetCurrentInstant(), new Dictionary<string, Quote>(StringComparer.Ordinal));
        foreach (var symbol in symbols)
        {
            if (market.Before(symbol, now) is { } tick)
                quotes[symbol] = new Quote(symbol, now - Duration.FromSeconds(1), tick.Price, tick.Price + 0.01m);
        }
        return quotes;
    }

    private List<Bar> Of(string symbol, Instant from, Instant to, Instant now)
    {
        var published = new List<Bar>();
        foreach (var session in market.Sessions)
        {
            if (session.Close <= from || session.Open >= to) continue;
            var bars = market.Bars(symbol, session);
            for (var i = FirstFrom(bars, from); i < bars.Count && bars[i].Start < to && bars[i].End + Publication <= now; i++)
            {
                if (Published(symbol, bars[i], now) is { } bar) published.Add(bar);
            }
        }
        return published;
    }

    private Bar? Published(string symbol, Bar bar, Instant now)
    {
        foreach (var fault in faults)
        {
            if (!fault.IsActive(bar.Start) || (fault.Symbol is not null && fault.Symbol != symbol)) continue;
            switch (fault.Kind)
            {
                case FaultKind.BarsMissing:
                case FaultKind.BarsLate when now < bar.End + fault.Size:
                    watch.Struck(fault.Kind);
                    return null;
                case FaultKind.BarsRevised when now < bar.End + Correction:
                    watch.Struck(fault.Kind);
                    bar = new Bar(bar.Start, bar.Open, bar.Open, bar.Open, bar.Open, bar.Volume / 2);
                    break;
                case FaultKind.BarsBroken when now < bar.End + (2 * Correction):
                    watch.Struck(fault.Kind);
                    bar = bar with { High = bar.Low - 0.01m };
                    break;
                case FaultKind.BarsTwice when now < bar.End + Correction:
                    watch.Struck(fault.Kind);
                    throw new MarketDataException($"{symbol}: the bar of {bar.Start} was sent twice.");
                default:
                    break;
            }
        }
        return bar;
    }

    private static int FirstFrom(IReadOnlyList<Bar> bars, Instant from)
    {
        var (low, high) = (0, bars.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (bars[middle].Start < from) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}

/// <summary>The feed as a program sees it.</summary>
internal sealed class StormMarketData(CallGate gate, Incarnation who, StormFeed feed) : IMarketData
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
        IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel) =>
        gate.CallAsync(who, StormPort.MarketData, "bars", () => feed.Bars(symbols, from, to), NoAnswer<IReadOnlyList<BarSeries>>);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
        IReadOnlyList<string> symbols, CancellationToken cancel) =>
        gate.CallAsync(
            who, StormPort.MarketData, "quotes", () => feed.Quotes(symbols), NoAnswer<IReadOnlyDictionary<string, Quote>>);

    private static T NoAnswer<T>(string why) => throw new MarketDataException($"No answer: {why}.");
}
