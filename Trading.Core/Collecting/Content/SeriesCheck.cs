using Trading.Core.Market;

namespace Trading.Core.Collecting.Content;

/// <summary>Looks at the prices and volumes of symbols, and at which sessions and bars they lack.</summary>
public static class SeriesCheck
{
    private const int FewestToCompare = 3;
    private const int FewShare = 10;

    /// <summary>What looks wrong.</summary>
    /// <param name="symbols">Each symbol's New York days in order, each with its bars.</param>
    /// <param name="calendar">When the exchange trades; null when no session is known.</param>
    /// <param name="isStored">Whether the archive has a symbol's bars of a session that it lacks here; null for an empty
    /// archive.</param>
    public static IReadOnlyList<BarFinding> Findings(
        IReadOnlyList<IReadOnlyList<(LocalDate Date, BarSeries Bars)>> symbols, IMarketCalendar? calendar,
        Func<LocalDate, string, bool>? isStored = null)
    {
        var found = new List<BarFinding>();
        foreach (var days in symbols)
        {
            found.AddRange(SplitDetector.Find(days, calendar));
            if (SpikeDetector.Find(days) is { } spike) found.Add(spike);
        }
        if (calendar is not null) found.AddRange(Missing(symbols, calendar, isStored));
        var sizes = symbols.Where(days => days.Count > 0)
            .Select(days => (days[0].Bars.Symbol, Bars: days.Sum(day => day.Bars.Count))).OrderBy(one => one.Bars).ToList();
        if (sizes.Count >= FewestToCompare)
        {
            var median = sizes[sizes.Count / 2].Bars;
            var few = sizes.Where(one => one.Bars * FewShare < median).Select(one => one.Symbol).Order(StringComparer.Ordinal);
            if (few.ToList() is { Count: > 0 } names) found.Add(new FewBars(names, median));
        }
        var silent = symbols.Where(days => days.Count > 0 && days.All(HasNoVolume)).Select(days => days[0].Bars.Symbol).ToList();
        if (silent.Count > 0) found.Add(new ZeroVolume(silent));
        return found;
    }

    private static bool HasNoVolume((LocalDate Date, BarSeries Bars) day)
    {
        foreach (ref readonly var bar in day.Bars.Bars)
        {
            if (bar.Volume != 0) return false;
        }
        return true;
    }

    private static IEnumerable<MissingSessions> Missing(
        IReadOnlyList<IReadOnlyList<(LocalDate Date, BarSeries Bars)>> symbols, IMarketCalendar calendar,
        Func<LocalDate, string, bool>? isStored)
    {
        var lacking = new Dictionary<string, (List<string> Symbols, List<LocalDate> Sessions)>(StringComparer.Ordinal);
        foreach (var days in symbols.Where(days => days.Count > 1))
        {
            var symbol = days[0].Bars.Symbol;
            var there = days.Select(day => day.Date).ToHashSet();
            var missing = calendar.SessionsBetween(days[0].Date, days[^1].Date).Select(session => session.Date)
                .Where(date => !there.Contains(date) && isStored?.Invoke(date, symbol) != true).ToList();
            if (missing.Count == 0) continue;
            var key = string.Join(' ', missing);
            if (!lacking.TryGetValue(key, out var same)) lacking[key] = same = ([], missing);
            same.Symbols.Add(symbol);
        }
        return lacking.Values.Select(one => new MissingSessions(one.Symbols, one.Sessions));
    }
}
