namespace Trading.Core.Market;

/// <summary>The bars of one symbol, sorted by start, each minute at most once; minutes without a trade are absent.</summary>
public sealed class BarSeries
{
    private readonly ReadOnlyMemory<Bar> bars;
    private string? hash;

    /// <summary>Takes over <paramref name="bars"/>, which must be sorted by start without repeats.</summary>
    /// <exception cref="ArgumentException">Two bars are out of order or share a minute; the message names them.</exception>
    public BarSeries(string symbol, Bar[] bars)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(symbol);
        for (var i = 1; i < bars.Length; i++)
        {
            if (bars[i].Start <= bars[i - 1].Start)
                throw new ArgumentException(
                    $"{symbol}: the bar of {bars[i].Start} stands after that of {bars[i - 1].Start}.", nameof(bars));
        }
        Symbol = symbol;
        this.bars = bars;
    }

    private BarSeries(string symbol, ReadOnlyMemory<Bar> bars) => (Symbol, this.bars) = (symbol, bars);

    /// <summary>The ticker, such as <c>SPY</c>.</summary>
    public string Symbol { get; }

    /// <summary>The bars in time order.</summary>
    public ReadOnlySpan<Bar> Bars => bars.Span;

    /// <summary>How many bars there are.</summary>
    public int Count => bars.Length;

    /// <summary>A hash of the bars, 16 hexadecimal digits, by which it is noticed that they have changed.</summary>
    public string Hash => hash ??= SeriesHash.Of(bars.Span);

    /// <summary>The bars that start in [<paramref name="from"/>, <paramref name="to"/>), without copying.</summary>
    public ReadOnlySpan<Bar> Between(Instant from, Instant to)
    {
        var first = FirstAtOrAfter(from);
        var end = FirstAtOrAfter(to);
        return bars.Span.Slice(first, Math.Max(0, end - first));
    }

    /// <summary>The same as <see cref="Between"/>, as a series; it shares the bars.</summary>
    public BarSeries Part(Instant from, Instant to)
    {
        var first = FirstAtOrAfter(from);
        return new BarSeries(Symbol, bars.Slice(first, Math.Max(0, FirstAtOrAfter(to) - first)));
    }

    /// <summary>The bars by New York date, in order; the parts share the bars.</summary>
    public IEnumerable<(LocalDate Date, BarSeries Bars)> Days()
    {
        for (var first = 0; first < Count;)
        {
            var date = bars.Span[first].Start.InNewYork().Date;
            var end = FirstAtOrAfter(ExchangeTime.At(date.PlusDays(1), LocalTime.Midnight));
            yield return (date, new BarSeries(Symbol, bars[first..end]));
            first = end;
        }
    }

    /// <summary>Index of the first bar that starts at or after <paramref name="instant"/>; <see cref="Count"/> when none
    /// does.</summary>
    public int FirstAtOrAfter(Instant instant)
    {
        var all = bars.Span;
        var (low, high) = (0, all.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (all[middle].Start < instant) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
