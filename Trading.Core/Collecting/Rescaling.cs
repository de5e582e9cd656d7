using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Core.Collecting;

/// <summary>
/// Joins a series that the feed sends anew after a split with the one that is stored. The feed's bars replace those of their
/// minutes. A minute that the feed lacks, such as an imported one, is kept, and its prices and volume are brought to the feed's
/// scale.
/// </summary>
internal static class Rescaling
{
    /// <summary>The joined series.</summary>
    public static BarSeries Join(BarSeries stored, BarSeries arriving)
    {
        var scale = ScaleOf(stored, arriving);
        var rescaled = scale == 1m ? stored : new(stored.Symbol, [.. stored.Bars.ToArray().Select(bar => Scaled(bar, scale))]);
        return MinuteMerge.Of(rescaled, arriving, replaces: true).Merged;
    }

    // By the last minute that both have: an old price times this is a new one.
    private static decimal ScaleOf(BarSeries stored, BarSeries arriving)
    {
        for (var i = stored.Count - 1; i >= 0; i--)
        {
            var old = stored.Bars[i];
            var again = arriving.Between(old.Start, old.End);
            if (again.IsEmpty) continue;
            return PriceScale.IsSame(old.Close, again[0].Close) ? 1m
                : SplitRatio.Of(old.Close, again[0].Close) is { } split ? 1m / split.Factor : again[0].Close / old.Close;
        }
        return 1m;
    }

    private static Bar Scaled(Bar bar, decimal scale)
    {
        return new(
            bar.Start, Price(bar.Open), Price(bar.High), Price(bar.Low), Price(bar.Close),
            (long)decimal.Round(bar.Volume / scale));

        decimal Price(decimal price) => decimal.Round(price * scale, JournalRules.PriceDecimals);
    }
}
