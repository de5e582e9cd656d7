using System.Runtime.CompilerServices;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Simulation.Backtest;

/// <summary>
/// The sessions of a tape that are over, as an archive in which they were collected when they ended. Nothing is stored twice.
/// Safe for concurrent use when the tape is.
/// </summary>
/// <param name="all">The tape.</param>
/// <param name="calendar">When its sessions end.</param>
/// <param name="clock">The time of the run.</param>
internal sealed class PastSessions(TapeArchive all, IMarketCalendar calendar, IClock clock) : IBarArchive
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) =>
        [.. (await all.GetSessionsAsync(cancel)).Where(IsOver)];

    /// <inheritdoc/>
    public Task<IReadOnlyList<BarSeries>> ReadAsync(LocalDate session, CancellationToken cancel) =>
        IsOver(session) ? all.ReadAsync(session, cancel) : Task.FromResult<IReadOnlyList<BarSeries>>([]);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredSeries>> ListAsync(LocalDate session, CancellationToken cancel) =>
        IsOver(session) ? all.ListAsync(session, cancel) : Task.FromResult<IReadOnlyList<StoredSeries>>([]);

    /// <inheritdoc/>
    public async IAsyncEnumerable<BarSeries> StreamAsync(
        LocalDate session, IReadOnlySet<string>? symbols, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (!IsOver(session)) yield break;
        await foreach (var series in all.StreamAsync(session, symbols, cancel)) yield return series;
    }

    /// <inheritdoc/>
    public Task WriteAsync(LocalDate session, IReadOnlyList<BarSeries> bars, CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task MergeAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel) => Task.CompletedTask;

    private bool IsOver(LocalDate session) =>
        calendar.SessionOn(session) is { } hours && hours.Close <= clock.GetCurrentInstant();
}
