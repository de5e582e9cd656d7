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
/// The merge loses nothing that another process writes to the same sessions at the same time.
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
        var results = new List<ImportedFile>(paths.Count);
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        var sessions = new SortedDictionary<LocalDate, List<BarSeries>>();
        foreach (var path in paths)
        {
            var file = await CsvBarReader.ReadAsync(path, calendar, cancel);
            if (file.Bars is not { } bars)
            {
                results.Add(Refused(path, file.Error!));
            }
            else if (!sources.TryAdd(bars.Symbol, path))
            {
                results.Add(Refused(path,
                    $"{path} has bars of {bars.Symbol}, which {sources[bars.Symbol]} has brought already; import one of them."));
            }
            else
            {
                var days = BySession(bars);
                foreach (var (date, day) in days)
                {
                    if (!sessions.TryGetValue(date, out var series)) sessions[date] = series = [];
                    series.Add(day);
                }
                results.Add(new(path, bars.Symbol, bars.Count, days.Count, null));
            }
        }
        if (sessions.Count > 0) await archive.MergeAllAsync(
            [.. sessions.Select(day => new SessionBars(day.Key, day.Value))], cancel);
        return results;
    }

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

    private static ImportedFile Refused(string path, string error) => new(path, null, 0, 0, error);
}
