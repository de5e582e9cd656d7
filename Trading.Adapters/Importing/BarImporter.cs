using System.Collections.Concurrent;
using Trading.Core.Collecting;
using Trading.Core.Collecting.Content;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Adapters.Importing;

/// <summary>
/// Brings files of bars into the archive. A file with an error, or whose content looks wrong altogether, is not imported
/// and does not stop the others. Bars are merged minute by minute: no minute that is stored is lost, and a bar that
/// differs from a stored one of its minute is told, and replaces it only when that is asked for. Files of one symbol are
/// merged in the order given, as if each had been imported after the one before. All good files are written as one batch:
/// where the archive can do so, all of it counts or nothing, whenever the process dies. The merge loses nothing that
/// another process writes to the same sessions at the same time. Files are read side by side; the bars of all files are
/// in memory, 88 bytes each.
/// </summary>
/// <param name="archive">Where the bars go.</param>
/// <param name="calendar">Tells which days have a session; null to take any day.</param>
/// <param name="clock">Tells which bars would be of the future.</param>
/// <param name="options">What a person says of the files; null for nothing.</param>
public sealed class BarImporter(IBarArchive archive, IMarketCalendar? calendar, IClock clock, ImportOptions? options = null)
{
    private readonly ImportOptions options = options ?? new();

    /// <summary>Imports files.</summary>
    /// <exception cref="StorageException">The archive cannot be read or written; nothing is imported.</exception>
    public async Task<ImportResult> ImportAsync(IReadOnlyList<string> paths, CancellationToken cancel)
    {
        var gathered = await GatherAsync(paths, cancel);
        if (gathered.Sessions.Count > 0) await archive.MergeAllAsync(gathered.Sessions, cancel);
        return await ResultAsync(gathered, cancel);
    }

    /// <summary>What an import of the files would do; nothing is written.</summary>
    /// <exception cref="StorageException">The archive cannot be read.</exception>
    public async Task<ImportResult> PreviewAsync(IReadOnlyList<string> paths, CancellationToken cancel)
    {
        var gathered = await GatherAsync(paths, cancel);
        foreach (var day in gathered.Sessions)
        {
            var arriving = day.Bars.ToDictionary(series => series.Symbol, StringComparer.Ordinal);
            var symbols = arriving.Keys.ToHashSet(StringComparer.Ordinal);
            await foreach (var stored in archive.StreamAsync(day.Session, symbols, cancel))
                day.Join(stored, arriving[stored.Symbol]);
        }
        return await ResultAsync(gathered, cancel);
    }

    private async Task<Gathered> GatherAsync(IReadOnlyList<string> paths, CancellationToken cancel)
    {
        var reader = new BarFileReader(options, calendar, clock);
        var read = new IReadOnlyList<ImportedFile>[paths.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, paths.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel },
            async (i, stop) => read[i] = await reader.ReadAsync(paths[i], paths.Count == 1, stop));
        List<ImportedFile> files = [.. read.SelectMany(file => file)];
        var symbols = new SortedDictionary<string, Source>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var series in file.Series)
            {
                if (symbols.TryGetValue(series.Symbol, out var standing)) standing.Add(file.Path, series, options.Replaces);
                else symbols[series.Symbol] = new(file.Path, series);
            }
        }
        var adjusted = new List<UnadjustedSplit>();
        var gathered = new Gathered(files, symbols, adjusted, new());
        var sessions = new SortedDictionary<LocalDate, List<BarSeries>>();
        foreach (var source in symbols.Values)
        {
            if (options.AdjustsSplits)
            {
                var splits = SplitDetector.Find([.. source.Series.Days()], calendar);
                adjusted.AddRange(splits);
                source.Series = SplitDetector.Adjusted(source.Series, splits);
            }
            foreach (var (date, day) in source.Series.Days())
            {
                source.Sessions++;
                if (!sessions.TryGetValue(date, out var series)) sessions[date] = series = [];
                series.Add(day);
            }
        }
        gathered.Sessions.AddRange(sessions.Select(day => new SessionBars(day.Key, day.Value)
        {
            Join = (stored, arriving) =>
            {
                var (merged, counts) = MinuteMerge.Of(stored, arriving, options.Replaces);
                // A merge that starts again counts again.
                gathered.Met[(day.Key, arriving.Symbol)] = counts;
                return merged;
            },
        }));
        return gathered;
    }

    private async Task<ImportResult> ResultAsync(Gathered gathered, CancellationToken cancel)
    {
        var met = gathered.Met.OrderBy(one => one.Key.Session)
            .ToLookup(one => one.Key.Symbol, one => one.Value, StringComparer.Ordinal);
        var symbols = gathered.Symbols.Select(one =>
        {
            var counts = met[one.Key].Aggregate(MergeCounts.None, (sum, next) => sum.And(next));
            var added = one.Value.Series.Count - counts.Same - counts.Differing;
            return new ImportedSymbol(
                one.Key, one.Value.Series.Count, one.Value.Sessions, counts with { Added = added }, one.Value.Files,
                one.Value.Paths);
        });
        var stored = await StoredAsync(gathered, cancel);
        var findings = SeriesCheck.Findings(
            [.. gathered.Symbols.Values.Select(source => (IReadOnlyList<(LocalDate, BarSeries)>)[.. source.Series.Days()])],
            calendar, (date, symbol) => stored.TryGetValue(date, out var there) && there.Contains(symbol));
        return new(gathered.Files, [.. symbols], findings, gathered.Adjusted);
    }

    // Which symbols the archive has of sessions that lie between the imported ones and are not among them all.
    private async Task<Dictionary<LocalDate, HashSet<string>>> StoredAsync(Gathered gathered, CancellationToken cancel)
    {
        var stored = new Dictionary<LocalDate, HashSet<string>>();
        if (gathered.Sessions.Count == 0) return stored;
        var (first, last) = (gathered.Sessions[0].Session, gathered.Sessions[^1].Session);
        var whole = gathered.Sessions.Where(day => day.Bars.Count == gathered.Symbols.Count)
            .Select(day => day.Session).ToHashSet();
        foreach (var date in await archive.GetSessionsAsync(cancel))
        {
            if (date < first || date > last || whole.Contains(date)) continue;
            stored[date] = (await archive.ListAsync(date, cancel)).Select(one => one.Symbol).ToHashSet(StringComparer.Ordinal);
        }
        return stored;
    }

    private sealed record Gathered(
        IReadOnlyList<ImportedFile> Files, SortedDictionary<string, Source> Symbols, List<UnadjustedSplit> Adjusted,
        List<SessionBars> Sessions)
    {
        public ConcurrentDictionary<(LocalDate Session, string Symbol), MergeCounts> Met { get; } = new();
    }

    /// <summary>A symbol's bars from all files.</summary>
    private sealed class Source(string path, BarSeries series)
    {
        public List<string> Paths { get; } = [path];

        public BarSeries Series { get; set; } = series;

        public int Sessions { get; set; }

        public MergeCounts Files { get; private set; } = MergeCounts.None;

        public void Add(string from, BarSeries more, bool replaces)
        {
            var (merged, counts) = MinuteMerge.Of(Series, more, replaces);
            (Series, Files) = (merged, Files.And(counts));
            Paths.Add(from);
        }
    }
}
