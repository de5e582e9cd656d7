using Trading.Core.Market;

namespace Trading.Core.Journal;

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
}
