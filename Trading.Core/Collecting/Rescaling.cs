using Trading.Core.Market;

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
        var factor = FactorOf(stored, arriving);
        var rescaled = factor == 1m ? stored
            : new(stored.Symbol, [.. stored.Bars.ToArray().Select(bar => SplitBar.Of(bar, factor))]);
        return MinuteMerge.Of(rescaled, arriving, replaces: true).Merged;
    }

    // By the last minute that both have: an old price over the new one.
    private static decimal FactorOf(BarSeries stored, BarSeries arriving)
    {
        for (var i = stored.Count - 1; i >= 0; i--)
        {
            var old = stored.Bars[i];
            var again = arriving.Between(old.Start, old.End);
            if (again.IsEmpty) continue;
            return PriceScale.IsSame(old.Close, again[0].Close) ? 1m
                : SplitRatio.Of(old.Close, again[0].Close) is { } split ? split.Factor : old.Close / again[0].Close;
        }
        return 1m;
    }
}
