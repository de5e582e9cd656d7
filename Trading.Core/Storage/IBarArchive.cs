using System.Runtime.CompilerServices;
using Trading.Core.Market;

namespace Trading.Core.Storage;

/// <summary>Recorded bars, one file for each session. A session is written completely or not at all.</summary>
public interface IBarArchive
{
    /// <summary>The sessions that are stored, in order.</summary>
    Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel);

    /// <summary>A session's bars, one series for each symbol, sorted by symbol; empty when the session is not stored.</summary>
    /// <exception cref="StorageException">The file cannot be read; the message names it.</exception>
    Task<IReadOnlyList<BarSeries>> ReadAsync(LocalDate session, CancellationToken cancel);

    /// <summary>
    /// What is stored of a session, sorted by symbol; empty when the session is not stored. A store that supports it does not
    /// read the bars.
    /// </summary>
    /// <exception cref="StorageException">The file cannot be read; the message names it.</exception>
    async Task<IReadOnlyList<StoredSeries>> ListAsync(LocalDate session, CancellationToken cancel) =>
        [.. (await ReadAsync(session, cancel)).Select(StoredSeries.Of)];

    /// <summary>
    /// A session's series one after the other, sorted by symbol; none when the session is not stored. A store that supports it
    /// reads only the wanted series, and never holds the whole session.
    /// </summary>
    /// <param name="session">New York date.</param>
    /// <param name="symbols">The tickers that are wanted; null for all.</param>
    /// <param name="cancel">Stops between series.</param>
    /// <exception cref="StorageException">The file cannot be read; the message names it.</exception>
    async IAsyncEnumerable<BarSeries> StreamAsync(
        LocalDate session, IReadOnlySet<string>? symbols, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var series in await ReadAsync(session, cancel))
        {
            cancel.ThrowIfCancellationRequested();
            if (symbols?.Contains(series.Symbol) ?? true) yield return series;
        }
    }

    /// <summary>Replaces a session's bars.</summary>
    Task WriteAsync(LocalDate session, IReadOnlyList<BarSeries> bars, CancellationToken cancel);

    /// <summary>
    /// Replaces the bars of several sessions, each at most once in <paramref name="batch"/>. A store that supports it writes
    /// all or none of them, even when the process dies; the others write session by session.
    /// </summary>
    async Task WriteAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel)
    {
        foreach (var day in batch) await WriteAsync(day.Session, day.Bars, cancel);
    }

    /// <summary>
    /// Adds series to several sessions: a symbol's series replaces the one that the session has; other symbols stay.
    /// As atomic as <see cref="WriteAllAsync"/>, and keeps the series of another process that writes at the same time.
    /// </summary>
    Task MergeAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel);
}
