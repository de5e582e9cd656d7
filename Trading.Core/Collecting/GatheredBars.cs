using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Core.Collecting;

/// <summary>
/// Bars on their way into the archive. They are stored when there are many: adding to a session's file writes all of it anew, so
/// that a file of thousands of symbols would take hours to grow page by page.
/// </summary>
/// <param name="archive">Where they go.</param>
/// <param name="isAgain">Whether they are fetched again, because the stored ones are of another scale
/// (<see cref="Rescaling"/>). Otherwise a minute that another program has stored meanwhile stays as it is.</param>
/// <param name="most">How many bars wait at most, before the next page.</param>
internal sealed class GatheredBars(IBarArchive archive, bool isAgain = false, int most = 500_000)
{
    private readonly SortedDictionary<LocalDate, List<BarSeries>> waiting = [];
    private int bars;

    /// <summary>Takes complete series, and stores all that wait when there are enough.</summary>
    public async Task AddAsync(IReadOnlyList<SessionBars> complete, CancellationToken cancel)
    {
        foreach (var day in complete)
        {
            if (!waiting.TryGetValue(day.Session, out var series)) waiting[day.Session] = series = [];
            series.AddRange(day.Bars);
            bars += day.Bars.Sum(one => one.Count);
        }
        if (bars >= most) await StoreAsync(cancel);
    }

    /// <summary>Stores all that wait, the oldest session first.</summary>
    public async Task StoreAsync(CancellationToken cancel)
    {
        if (waiting.Count == 0) return;
        await archive.MergeAllAsync(
            [.. waiting.Select(day => new SessionBars(day.Key, day.Value) { Join = isAgain ? Rescaling.Join : Keep })], cancel);
        waiting.Clear();
        bars = 0;
    }

    private static BarSeries Keep(BarSeries stored, BarSeries arriving) =>
        MinuteMerge.Of(stored, arriving, replaces: false).Merged;
}
