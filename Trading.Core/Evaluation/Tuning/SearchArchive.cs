using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Core.Evaluation.Tuning;

/// <summary>An archive without its hold-out: later sessions are not listed, and reading one is an error.</summary>
/// <param name="archive">The whole archive; it is only read.</param>
/// <param name="split">What may be read.</param>
public sealed class SearchArchive(IBarArchive archive, SessionSplit split) : IBarArchive
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) => Task.FromResult(split.Search);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The session is held out.</exception>
    public Task<IReadOnlyList<BarSeries>> ReadAsync(LocalDate session, CancellationToken cancel) => session < split.HoldOut[0]
        ? archive.ReadAsync(session, cancel)
        : throw HeldOut(session);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The session is held out.</exception>
    public Task<IReadOnlyList<StoredSeries>> ListAsync(LocalDate session, CancellationToken cancel) =>
        session < split.HoldOut[0] ? archive.ListAsync(session, cancel) : throw HeldOut(session);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The session is held out.</exception>
    public IAsyncEnumerable<BarSeries> StreamAsync(
        LocalDate session, IReadOnlySet<string>? symbols, CancellationToken cancel) => session < split.HoldOut[0]
        ? archive.StreamAsync(session, symbols, cancel)
        : throw HeldOut(session);

    /// <inheritdoc/>
    public Task WriteAsync(LocalDate session, IReadOnlyList<BarSeries> bars, CancellationToken cancel) => throw ReadOnly();

    /// <inheritdoc/>
    public Task MergeAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel) => throw ReadOnly();

    private static InvalidOperationException HeldOut(LocalDate session) =>
        new($"A search may not read {session:uuuu-MM-dd}, which is held out.");

    private static NotSupportedException ReadOnly() => new("A search writes no bars.");
}
