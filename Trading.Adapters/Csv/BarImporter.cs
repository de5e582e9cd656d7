using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Adapters.Csv;

/// <summary>The result of importing one file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Symbol">Its symbol; null when it was refused.</param>
/// <param name="Rows">Bars imported.</param>
/// <param name="Sessions">Sessions they belong to.</param>
/// <param name="Error">Why nothing of it was imported; null when all of it was.</param>
public sealed record ImportedFile(string Path, string? Symbol, int Rows, int Sessions, string? Error);

/// <summary>
/// Brings CSV files of bars into the archive. A file with an error is not imported and does not stop the others. In each
/// session (New York date) that a file has, its bars replace those of its symbol; other symbols' bars stay. All good files are
/// written as one batch: where the archive can do so, all of it counts or nothing, whenever the process dies.
/// The merge loses nothing that another process writes to the same sessions at the same time. Files are read side by side,
/// sessions are written side by side; the bars of all files are in memory, 88 bytes each.
/// </summary>
/// <param name="archive">Where the bars go.</param>
/// <param name="calendar">Tells which days have a session; null to take any day.</param>
public sealed class BarImporter(IBarArchive archive, IMarketCalendar? calendar)
{
    /// <summary>Imports one file.</summary>
    /// <exception cref="StorageException">The archive cannot be read or written.</exception>
    public async Task<ImportedFile> ImportAsync(string path, CancellationToken cancel) => (await ImportAsync([path], cancel))[0];

    /// <summary>Imports files; one result each, in the order given.</summary>
    /// <exception cref="StorageException">The archive cannot be read or written; nothing is imported.</exception>
    public async Task<IReadOnlyList<ImportedFile>> ImportAsync(IReadOnlyList<string> paths, CancellationToken cancel)
    {
        var read = new ReadFile[paths.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, paths.Count),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel },
            async (i, stop) => read[i] = ReadFile.Of(await CsvBarReader.ReadAsync(paths[i], calendar, stop)));
        var results = new List<ImportedFile>(paths.Count);
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        var sessions = new SortedDictionary<LocalDate, List<BarSeries>>();
        foreach (var file in read)
        {
            if (file.Error is { } error)
            {
                results.Add(Refused(file.Path, error));
            }
            else if (!sources.TryAdd(file.Symbol, file.Path))
            {
                results.Add(Refused(file.Path,
                    $"{file.Path} has bars of {file.Symbol}, which {sources[file.Symbol]} has brought already; import one of "
                        + "them."));
            }
            else
            {
                foreach (var (date, day) in file.Days)
                {
                    if (!sessions.TryGetValue(date, out var series)) sessions[date] = series = [];
                    series.Add(day);
                }
                results.Add(new(file.Path, file.Symbol, file.Days.Sum(day => day.Bars.Count), file.Days.Count, null));
            }
        }
        if (sessions.Count > 0) await archive.MergeAllAsync(
            [.. sessions.Select(day => new SessionBars(day.Key, day.Value))], cancel);
        return results;
    }

    private static ImportedFile Refused(string path, string error) => new(path, null, 0, 0, error);

    private sealed record ReadFile(
        string Path, string Symbol, IReadOnlyList<(LocalDate Date, BarSeries Bars)> Days, string? Error)
    {
        public static ReadFile Of(CsvBarFile file) => file.Bars is { } bars
            ? new(file.Path, bars.Symbol, BySession(bars), null)
            : new(file.Path, "", [], file.Error);

        private static List<(LocalDate Date, BarSeries Bars)> BySession(BarSeries series)
        {
            var days = new List<(LocalDate, BarSeries)>();
            for (var first = 0; first < series.Count;)
            {
                var date = series.Bars[first].Start.InNewYork().Date;
                var end = series.FirstAtOrAfter(ExchangeTime.At(date.PlusDays(1), LocalTime.Midnight));
                days.Add((date, new(series.Symbol, series.Bars[first..end].ToArray())));
                first = end;
            }
            return days;
        }
    }
}
