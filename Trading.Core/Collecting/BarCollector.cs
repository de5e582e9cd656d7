using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Core.Collecting;

/// <summary>The result of collecting bars.</summary>
/// <param name="Sessions">Sessions of which something was stored.</param>
/// <param name="Bars">Bars stored.</param>
/// <param name="Errors">What could not be fetched or stored, and what was fetched again, one sentence each.</param>
/// <param name="IsWhole">Whether the feed answered every request.</param>
public sealed record Collected(int Sessions, long Bars, IReadOnlyList<string> Errors, bool IsWhole);

/// <summary>The progress of collecting.</summary>
/// <param name="Done">Series, of one symbol in one session, that have arrived.</param>
/// <param name="Total">Series that were missing.</param>
public sealed record CollectProgress(int Done, int Total);

/// <summary>
/// Fetches sessions that are missing from the archive, or that lack a symbol. What arrives is stored half a million bars at a
/// time, so a collector that was killed has lost at most fifty pages of the feed and continues from there. A bar with an error is
/// left out, and a failed fetch is repeated the next time: neither stops the rest.
/// </summary>
/// <remarks>
/// Prices are adjusted for splits, so a split rewrites the past: the newest stored bar is asked for again with what follows it,
/// and a symbol whose price no longer agrees is fetched again from the first stored session on. No stored minute is lost.
/// </remarks>
public sealed class BarCollector(TradingPorts ports, TradingSettings settings)
{
    // A symbol with fewer bars in a session may have those of extended hours alone, as when a file of them was imported.
    private const int FewBars = 60;

    // A feed publishes a session's last bars some time after the bell; free accounts get the consolidated tape 15 minutes late.
    private static readonly Duration Publication = Duration.FromMinutes(16);

    /// <summary>Fetches the missing bars of the window's sessions that have ended.</summary>
    public async Task<Collected> CollectAsync(
        SessionWindow window, CancellationToken cancel, IProgress<CollectProgress>? progress = null)
    {
        var now = ports.Clock.GetCurrentInstant();
        var over = window.Sessions.Where(s => s.Close + Publication <= now).ToList();
        var archived = (await ports.Archive.GetSessionsAsync(cancel)).ToHashSet();
        var kept = new Dictionary<LocalDate, IReadOnlySet<string>>();
        foreach (var session in over)
        {
            kept[session.Date] = archived.Contains(session.Date) ? await KeptAsync(session, cancel) : new HashSet<string>();
        }
        var missing = MissingBars.Find(over, settings.Symbols, date => kept[date]);
        var work = new Work(missing.Sum(run => run.Series), progress);
        var changed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var run in missing.SelectMany(run => run.Parts())) await FetchAsync(run, changed, work, cancel);
        if (changed.Count > 0)
        {
            work.Errors.Add(
                $"The stored prices of {string.Join(", ", changed)} no longer agree with the feed's, as after a split; all "
                + $"that is stored of them is fetched again.");
            var stored = archived.Where(date => date < over[0].Date).Order().Select(ports.Calendar.SessionOn).OfType<Session>();
            await FetchAsync(new MissingRun([.. changed], [.. stored, .. over], null), [], work, cancel, isAgain: true);
        }
        return new Collected(work.Sessions.Count, work.Bars, work.Errors, work.IsWhole);
    }

    // The symbols that have a bar of regular hours. Only those that are scarce are read.
    private async Task<IReadOnlySet<string>> KeptAsync(Session session, CancellationToken cancel)
    {
        var stored = await ports.Archive.ListAsync(session.Date, cancel);
        var kept = stored.Select(series => series.Symbol).ToHashSet(StringComparer.Ordinal);
        var scarce = stored.Where(series => series.Bars < FewBars).Select(series => series.Symbol)
            .Intersect(settings.Symbols, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        if (scarce.Count == 0) return kept;
        await foreach (var series in ports.Archive.StreamAsync(session.Date, scarce, cancel))
        {
            if (series.Between(session.Open, session.Close).IsEmpty) kept.Remove(series.Symbol);
        }
        return kept;
    }

    /// <summary>
    /// Fetches a run, and adds to <paramref name="changed"/> the symbols whose stored price no longer agrees. Their new bars
    /// are not stored yet: a price of the new scale becomes the newest one only after their past has been fetched again, oldest
    /// first. Until then the next collection finds the same disagreement.
    /// </summary>
    private async Task FetchAsync(
        MissingRun run, SortedSet<string> changed, Work work, CancellationToken cancel, bool isAgain = false)
    {
        var newest = await NewestStoredAsync(run, cancel);
        var from = newest.Count == 0 ? run.Sessions[0].Open : newest.Values.Min(bar => bar.Start);
        var arriving = new SessionAssembler(run.Sessions);
        var gathered = new GatheredBars(ports.Archive, isAgain);
        try
        {
            var pages = ports.MarketData.StreamBarsAsync(run.Symbols, from, run.Sessions[^1].Close, cancel);
            await foreach (var page in pages.WithCancellation(cancel))
            {
                changed.UnionWith(page
                    .Where(series => newest.TryGetValue(series.Symbol, out var stored) && Disagrees(series, stored))
                    .Select(series => series.Symbol));
                await TakeAsync(arriving.Take([.. page.Where(series => !changed.Contains(series.Symbol))]));
            }
            await TakeAsync(arriving.End());
        }
        catch (MarketDataException e)
        {
            work.IsWhole = false;
            work.Errors.Add($"{Named(run.Sessions)} could not be fetched: {e.Message}");
        }
        catch (OperationCanceledException)
        {
            // What has arrived is worth the second that it takes to keep it.
            await gathered.StoreAsync(CancellationToken.None);
            throw;
        }
        await gathered.StoreAsync(cancel);
        work.Errors.AddRange(arriving.Errors);

        async Task TakeAsync(IReadOnlyList<SessionBars> complete)
        {
            work.Arrived(complete);
            await gathered.AddAsync(complete, cancel);
        }
    }

    private async Task<Dictionary<string, Bar>> NewestStoredAsync(MissingRun run, CancellationToken cancel) =>
        run.Before is null ? [] : await ports.Archive
            .StreamAsync(run.Before.Date, run.Symbols.ToHashSet(StringComparer.Ordinal), cancel)
            .ToDictionaryAsync(series => series.Symbol, series => Newest(series, run.Before), StringComparer.Ordinal, cancel);

    // A bar of extended hours is thin: two feeds may differ by more than a correction there.
    private static Bar Newest(BarSeries series, Session session) =>
        series.Between(session.Open, session.Close) is { IsEmpty: false } regular ? regular[^1] : series.Bars[^1];

    private static bool Disagrees(BarSeries fetched, Bar stored)
    {
        var again = fetched.Between(stored.Start, stored.End);
        return !again.IsEmpty && !PriceScale.IsSame(stored.Close, again[0].Close);
    }

    private static string Named(IReadOnlyList<Session> sessions) => sessions.Count == 1
        ? $"{sessions[0].Date:uuuu-MM-dd}"
        : $"{sessions[0].Date:uuuu-MM-dd} to {sessions[^1].Date:uuuu-MM-dd}";

    private sealed class Work(int total, IProgress<CollectProgress>? progress)
    {
        private int done;

        public HashSet<LocalDate> Sessions { get; } = [];

        public long Bars { get; private set; }

        public bool IsWhole { get; set; } = true;

        public List<string> Errors { get; } = [];

        public void Arrived(IReadOnlyList<SessionBars> complete)
        {
            foreach (var day in complete)
            {
                Sessions.Add(day.Session);
                done += day.Bars.Count;
                Bars += day.Bars.Sum(series => (long)series.Count);
            }
            progress?.Report(new CollectProgress(Math.Min(done, total), total));
        }
    }
}
