namespace Trading.Core.Storage;

/// <summary>
/// All that a store remembers of trading. A store implements it whole; code that reads or writes takes the small port that it needs.
/// </summary>
public interface ITradingJournal
    : IPredictionStore, IIntentStore, ITradingStateStore, ITradeStore, IJobRunStore, IPerformanceStore
{
    /// <summary>The sessions that have any row, in order.</summary>
    Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel);
}
