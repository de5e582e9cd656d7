using Trading.Core.Market;

namespace Trading.Core.Storage;

/// <summary>Recorded bars, a session a file. Writing a session is whole or absent.</summary>
public interface IBarArchive
{
    /// <summary>The sessions that are stored, in order.</summary>
    Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel);

    /// <summary>A session's bars, one series a symbol, sorted by symbol; empty when the session is not stored.</summary>
    /// <exception cref="StorageException">The file cannot be read; the message names it.</exception>
    Task<IReadOnlyList<BarSeries>> ReadAsync(LocalDate session, CancellationToken cancel);

    /// <summary>Replaces a session's bars.</summary>
    Task WriteAsync(LocalDate session, IReadOnlyList<BarSeries> bars, CancellationToken cancel);

    /// <summary>
    /// Replaces the bars of several sessions, each at most once in <paramref name="batch"/>. A store that can do so writes all
    /// or none of them, whenever the process dies; the others write session by session.
    /// </summary>
    async Task WriteAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel)
    {
        foreach (var day in batch) await WriteAsync(day.Session, day.Bars, cancel);
    }

    /// <summary>
    /// Adds series to several sessions: a symbol's series takes the place of the one that the session has, other symbols
    /// stay. As whole as <see cref="WriteAllAsync"/>, and no other writer's series is lost, though it writes at the same time.
    /// </summary>
    Task MergeAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel);
}
