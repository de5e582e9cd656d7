using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Core.Collecting.Content;

/// <summary>
/// Looks at recorded bars before something learns from them: the newest of the sessions, a million bars and a hundred symbols at
/// most, so that it takes about a second. What is usual of real bars, such as symbols with few of them, is not told.
/// </summary>
public static class ArchiveCheck
{
    private const int MostBars = 1_000_000;
    private const int MostSymbols = 100;

    /// <summary>What looks wrong in an archive.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="sessions">The sessions that are to be used, in order.</param>
    /// <param name="symbols">The symbols that are to be used.</param>
    /// <param name="calendar">When the exchange trades.</param>
    /// <param name="cancel">Stops between sessions.</param>
    /// <exception cref="StorageException">The archive cannot be read.</exception>
    public static async Task<IReadOnlyList<BarFinding>> FindingsAsync(
        IBarArchive archive, IReadOnlyList<LocalDate> sessions, IEnumerable<string> symbols, IMarketCalendar calendar,
        CancellationToken cancel)
    {
        var wanted = symbols.Take(MostSymbols).ToHashSet(StringComparer.Ordinal);
        var days = new SortedDictionary<string, List<(LocalDate Date, BarSeries Bars)>>(StringComparer.Ordinal);
        var bars = 0;
        foreach (var session in sessions.Reverse())
        {
            await foreach (var series in archive.StreamAsync(session, wanted, cancel))
            {
                if (!days.TryGetValue(series.Symbol, out var own)) days[series.Symbol] = own = [];
                own.Add((session, series));
                bars += series.Count;
            }
            if (bars >= MostBars) break;
        }
        foreach (var own in days.Values) own.Reverse();
        return Findings([.. days.Values], calendar);
    }

    private static IReadOnlyList<BarFinding> Findings(
        IReadOnlyList<IReadOnlyList<(LocalDate Date, BarSeries Bars)>> symbols, IMarketCalendar calendar)
    {
        var shape = new SymbolShapes(calendar, DateTimeZone.Utc);
        foreach (var (date, day) in symbols.SelectMany(days => days)) shape.Add(date, day);
        return
        [
            .. shape.Findings().Where(found => found.IsGrave),
            .. SeriesCheck.Findings(symbols, calendar).Where(found => found is not FewBars),
        ];
    }
}
