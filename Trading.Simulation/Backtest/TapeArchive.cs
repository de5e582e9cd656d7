using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Simulation.Markets;

namespace Trading.Simulation.Backtest;

/// <summary>A tape as an archive that can only be read. Safe for concurrent use when the tape is.</summary>
internal sealed class TapeArchive(IMarketTape tape) : IBarArchive
{
    // A tape never changes, but making a session of it anew takes long.
    private readonly ConcurrentDictionary<LocalDate, IReadOnlyList<StoredSeries>> lists = new();

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) => Task.FromResult(tape.Sessions);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BarSeries>> ReadAsync(LocalDate session, CancellationToken cancel) =>
        Task.FromResult(tape.Read(session));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredSeries>> ListAsync(LocalDate session, CancellationToken cancel) => Task.FromResult(
        lists.GetOrAdd(session, date => [.. tape.Read(date).AsParallel().AsOrdered().Select(StoredSeries.Of)]));

    /// <inheritdoc/>
    public async IAsyncEnumerable<BarSeries> StreamAsync(
        LocalDate session, IReadOnlySet<string>? symbols, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        foreach (var series in symbols is null ? tape.Read(session) : tape.Read(session, symbols))
        {
            cancel.ThrowIfCancellationRequested();
            yield return series;
        }
    }

    /// <inheritdoc/>
    public Task WriteAsync(LocalDate session, IReadOnlyList<BarSeries> bars, CancellationToken cancel) =>
        throw new NotSupportedException("A tape cannot be written.");

    /// <inheritdoc/>
    public Task MergeAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel) =>
        throw new NotSupportedException("A tape cannot be written.");
}
