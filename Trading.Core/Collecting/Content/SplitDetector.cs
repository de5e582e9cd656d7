using Trading.Core.Market;

namespace Trading.Core.Collecting.Content;

/// <summary>
/// Finds overnight steps in a price that are a split's ratio. A price may also halve for another reason, so what is found is a
/// suspicion.
/// </summary>
public static class SplitDetector
{
    // A stock moves overnight by a few per cent besides the split.
    private const double LargestMove = 0.04;
    private const int MostDaysBetween = 7;

    private static readonly (int New, int Old)[] Ratios =
    [
        (3, 2), (2, 1), (5, 2), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 1), (10, 1), (12, 1), (15, 1), (20, 1), (25, 1),
        (30, 1), (40, 1), (50, 1), (100, 1),
    ];

    /// <summary>The splits of a symbol whose earlier prices look unadjusted.</summary>
    /// <param name="days">The symbol's New York days in order, each with its bars.</param>
    /// <param name="calendar">When the exchange trades; null to compare the first and last bars of the days.</param>
    public static IReadOnlyList<UnadjustedSplit> Find(
        IReadOnlyList<(LocalDate Date, BarSeries Bars)> days, IMarketCalendar? calendar)
    {
        var found = new List<UnadjustedSplit>();
        (LocalDate Date, double Close)? before = null;
        foreach (var (date, day) in days)
        {
            var bars = calendar?.SessionOn(date) is { } session ? day.Between(session.Open, session.Close) : day.Bars;
            if (bars.IsEmpty) continue;
            if (before is { } last && Period.Between(last.Date, date, PeriodUnits.Days).Days <= MostDaysBetween
                && RatioOf(last.Close / (double)bars[0].Open) is { } ratio)
                found.Add(new(day.Symbol, date, ratio.New, ratio.Old));
            before = (date, (double)bars[^1].Close);
        }
        return found;
    }

    /// <summary>The series as if its splits had been before its first bar: earlier prices are divided, and volumes
    /// multiplied.</summary>
    /// <param name="series">A symbol's bars.</param>
    /// <param name="splits">Its splits, in order.</param>
    public static BarSeries Adjusted(BarSeries series, IReadOnlyList<UnadjustedSplit> splits)
    {
        if (splits.Count == 0) return series;
        var bars = series.Bars.ToArray();
        foreach (var split in splits)
        {
            var until = series.FirstAtOrAfter(ExchangeTime.At(split.Session, LocalTime.Midnight));
            var ratio = (decimal)split.NewShares / split.OldShares;
            for (var i = 0; i < until; i++) bars[i] = SplitBar.Of(bars[i], ratio);
        }
        return new(series.Symbol, bars);
    }

    private static (int New, int Old)? RatioOf(double step)
    {
        foreach (var (more, fewer) in Ratios)
        {
            if (IsNear(step, (double)more / fewer)) return (more, fewer);
            if (IsNear(step, (double)fewer / more)) return (fewer, more);
        }
        return null;
    }

    private static bool IsNear(double step, double ratio) => Math.Abs((step / ratio) - 1) <= LargestMove;
}
