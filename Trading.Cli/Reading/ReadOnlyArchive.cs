using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Cli.Reading;

/// <summary>An archive that is open for reading: every method that writes throws
/// <see cref="InvalidOperationException"/>.</summary>
/// <param name="inner">The archive that is read.</param>
internal sealed class ReadOnlyArchive(IBarArchive inner) : IBarArchive
{
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) => inner.GetSessionsAsync(cancel);

    public Task<IReadOnlyList<BarSeries>> ReadAsync(LocalDate session, CancellationToken cancel) =>
        inner.ReadAsync(session, cancel);

    public Task<IReadOnlyList<StoredSeries>> ListAsync(LocalDate session, CancellationToken cancel) =>
        inner.ListAsync(session, cancel);

    public IAsyncEnumerable<BarSeries> StreamAsync(
        LocalDate session, IReadOnlySet<string>? symbols, CancellationToken cancel) =>
        inner.StreamAsync(session, symbols, cancel);

    public Task WriteAsync(LocalDate session, IReadOnlyList<BarSeries> bars, CancellationToken cancel) =>
        throw ReadOnly.Refusal();

    public Task WriteAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel) => throw ReadOnly.Refusal();

    public Task MergeAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel) => throw ReadOnly.Refusal();
}
