using System.Collections.Concurrent;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Core.Evaluation;

/// <summary>
/// An archive whose sessions are read once and then kept, as far as they are of the symbols wanted: an evaluation needs each
/// session's bars for some twenty nights and for what it is compared with.
/// </summary>
/// <param name="archive">The archive.</param>
/// <param name="symbols">The wanted symbols; null for all, those included that are listed no more.</param>
internal sealed class BarsReadOnce(IBarArchive archive, IEnumerable<string>? symbols) : IBarArchive
{
    private readonly HashSet<string>? wanted = symbols?.ToHashSet(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<LocalDate, IReadOnlyList<BarSeries>> kept = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) => archive.GetSessionsAsync(cancel);

    /// <summary>A session's bars of the wanted symbols.</summary>
    public async Task<IReadOnlyList<BarSeries>> ReadAsync(LocalDate session, CancellationToken cancel)
    {
        if (kept.TryGetValue(session, out var known)) return known;
        return kept.GetOrAdd(session, await archive.StreamAsync(session, wanted, cancel).ToListAsync(cancel));
    }

    /// <summary>Reads sessions side by side.</summary>
    /// <param name="sessions">The sessions.</param>
    /// <param name="threads">How many at a time.</param>
    /// <param name="cancel">Stops between sessions.</param>
    public Task ReadAllAsync(IEnumerable<LocalDate> sessions, int threads, CancellationToken cancel) => Parallel.ForEachAsync(
        sessions, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancel },
        async (session, stop) => await ReadAsync(session, stop));

    /// <inheritdoc/>
    public Task WriteAsync(LocalDate session, IReadOnlyList<BarSeries> bars, CancellationToken cancel) => throw ReadOnly();

    /// <inheritdoc/>
    public Task MergeAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel) => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("An evaluation writes no bars.");
}
