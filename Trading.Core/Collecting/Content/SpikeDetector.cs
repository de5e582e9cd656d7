using Trading.Core.Market;

namespace Trading.Core.Collecting.Content;

/// <summary>Finds prices that are many times, or a small part of, those around them, and that go back.</summary>
public static class SpikeDetector
{
    private const decimal Jump = 5m;
    private const double Back = 1.5;
    private const int MostBars = 30;

    /// <summary>The first such price of a symbol with their count; null when there is none.</summary>
    /// <param name="days">The symbol's New York days in order, each with its bars.</param>
    public static PriceSpike? Find(IReadOnlyList<(LocalDate Date, BarSeries Bars)> days)
    {
        PriceSpike? first = null;
        var count = 0;
        Bar? before = null;
        foreach (var (_, day) in days)
        {
            var bars = day.Bars;
            for (var i = 0; i < bars.Length; i++)
            {
                if (before is { } last && OutlierOf(bars[i], last.Close) is { } price && Returns(bars[i..], last.Close))
                {
                    count++;
                    first ??= new(day.Symbol, bars[i].Start, last.Close, price, 0);
                    // What follows is compared with the price before the jump.
                    if (IsFar(bars[i].Close, last.Close)) continue;
                }
                before = bars[i];
            }
        }
        return first is null ? null : first with { Count = count };
    }

    private static decimal? OutlierOf(in Bar bar, decimal close)
    {
        if (bar.High > close * Jump) return bar.High;
        return bar.Low * Jump < close ? bar.Low : null;
    }

    private static bool IsFar(decimal price, decimal close) => price > close * Jump || price * Jump < close;

    private static bool Returns(ReadOnlySpan<Bar> bars, decimal close)
    {
        foreach (ref readonly var bar in bars[..Math.Min(bars.Length, MostBars)])
        {
            var ratio = (double)bar.Close / (double)close;
            if (ratio is < Back and > 1 / Back) return true;
        }
        return false;
    }
}
