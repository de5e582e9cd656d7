namespace Trading.Core.Storage;

/// <summary>
/// Everything that a store keeps about trading. A store implements all of it; code that reads or writes takes the small port that
/// it needs.
/// </summary>
public interface ITradingJournal
    : IPredictionStore, IIntentStore, ITradingStateStore, ITradeStore, IJobRunStore, IPerformanceStore,
        IUniverseStore
{
    /// <summary>The sessions that have any row, in order.</summary>
    Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel);

    /// <summary>
    /// Adds rows that are new and final. A store that supports it writes all or none of them; the others write row by row.
    /// </summary>
    /// <exception cref="StorageException">The store does not answer.</exception>
    async Task AddRowsAsync(JournalRows rows, CancellationToken cancel)
    {
        foreach (var intent in rows.Intents) await TryAddIntentAsync(intent, cancel);
        foreach (var trade in rows.Trades) await SaveTradeAsync(trade, cancel);
        foreach (var run in rows.Jobs) await TryStartJobAsync(run, cancel);
        foreach (var day in rows.Performance) await SavePerformanceAsync(day, cancel);
        foreach (var choice in rows.Universes) await TryAddUniverseAsync(choice, cancel);
    }
}
