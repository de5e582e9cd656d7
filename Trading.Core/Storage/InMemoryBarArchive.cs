using Trading.Core.Market;

namespace Trading.Core.Storage;

/// <summary>An archive in memory, gone when the process ends: for tests and fast backtests. Safe for use by several
/// threads.</summary>
/// <param name="known">Series of a session that are in memory already: what equals one of them is not kept twice. Null for
/// none.</param>
public sealed class InMemoryBarArchive(Func<LocalDate, IReadOnlyList<BarSeries>>? known = null) : IBarArchive
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<LocalDate, IReadOnlyList<BarSeries>> sessions = [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate) return Task.FromResult<IReadOnlyList<LocalDate>>([.. sessions.Keys]);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<BarSeries>> ReadAsync(LocalDate session, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        lock (gate) return Task.FromResult(sessions.GetValueOrDefault(session) ?? []);
    }

    /// <inheritdoc/>
    public Task WriteAsync(LocalDate session, IReadOnlyList<BarSeries> bars, CancellationToken cancel) =>
        WriteAllAsync([new(session, bars)], cancel);

    /// <inheritdoc/>
    public Task WriteAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var storable = batch.Select(day => day with { Bars = Shared(day.Session, JournalRules.Storable(day.Bars)) }).ToArray();
        lock (gate)
        {
            foreach (var day in storable) sessions[day.Session] = day.Bars;
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task MergeAllAsync(IReadOnlyList<SessionBars> batch, CancellationToken cancel)
    {
        lock (gate) return WriteAllAsync(
            [.. batch.Select(day => day.Over(sessions.GetValueOrDefault(day.Session) ?? []))], cancel);
    }

    private IReadOnlyList<BarSeries> Shared(LocalDate session, IReadOnlyList<BarSeries> bars)
    {
        if (known is null) return bars;
        var bySymbol = known(session).ToDictionary(series => series.Symbol, StringComparer.Ordinal);
        return [.. bars.Select(series =>
            bySymbol.TryGetValue(series.Symbol, out var same) && same.Bars.SequenceEqual(series.Bars) ? same : series)];
    }
}
