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
}
