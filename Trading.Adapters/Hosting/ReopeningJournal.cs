using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Adapters.Hosting;

/// <summary>
/// A journal that is opened by its first call. One that cannot be opened fails that call with a <see cref="StorageException"/>,
/// and the next call tries again: so a program whose journal is out of reach starts, and sells what it holds. Thread-safe.
/// </summary>
/// <param name="open">Opens the journal.</param>
internal sealed class ReopeningJournal(Func<ITradingJournal> open) : ITradingJournal, IDisposable
{
    private readonly Lock gate = new();
    private ITradingJournal? opened;

    /// <inheritdoc/>
    public Task SavePredictionsAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel) =>
        AskAsync(async journal =>
        {
            await journal.SavePredictionsAsync(session, rows, cancel);
            return true;
        });

    /// <inheritdoc/>
    public Task<bool> TryAddPredictionsAsync(
        LocalDate session, Instant minute, IReadOnlyList<PredictionRow> rows, CancellationToken cancel) =>
        AskAsync(journal => journal.TryAddPredictionsAsync(session, minute, rows, cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<PredictionRow>> GetPredictionsAsync(LocalDate session, string? symbol, CancellationToken cancel) =>
        AskAsync(journal => journal.GetPredictionsAsync(session, symbol, cancel));

    /// <inheritdoc/>
    public Task<bool> TryAddIntentAsync(OrderIntent intent, CancellationToken cancel) =>
        AskAsync(journal => journal.TryAddIntentAsync(intent, cancel));

    /// <inheritdoc/>
    public Task<bool> UpdateIntentAsync(OrderIntent intent, CancellationToken cancel) =>
        AskAsync(journal => journal.UpdateIntentAsync(intent, cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<OrderIntent>> GetIntentsAsync(LocalDate session, CancellationToken cancel) =>
        AskAsync(journal => journal.GetIntentsAsync(session, cancel));

    /// <inheritdoc/>
    public Task<bool> SaveTradeAsync(TradeRow trade, CancellationToken cancel) =>
        AskAsync(journal => journal.SaveTradeAsync(trade, cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<TradeRow>> GetTradesAsync(LocalDate first, LocalDate last, CancellationToken cancel) =>
        AskAsync(journal => journal.GetTradesAsync(first, last, cancel));

    /// <inheritdoc/>
    public Task<TradingState> GetStateAsync(CancellationToken cancel) => AskAsync(journal => journal.GetStateAsync(cancel));

    /// <inheritdoc/>
    public Task<Halt?> GetHaltAsync(CancellationToken cancel) => AskAsync(journal => journal.GetHaltAsync(cancel));

    /// <inheritdoc/>
    public Task<StorageException?> FindHaltGapAsync(CancellationToken cancel) =>
        AskAsync(journal => journal.FindHaltGapAsync(cancel));

    /// <inheritdoc/>
    public Task<bool> TryReplaceHaltAsync(Halt? expected, Halt? halt, CancellationToken cancel) =>
        AskAsync(journal => journal.TryReplaceHaltAsync(expected, halt, cancel));

    /// <inheritdoc/>
    public Task<bool> TryStartJobAsync(JobRunRow run, CancellationToken cancel) =>
        AskAsync(journal => journal.TryStartJobAsync(run, cancel));

    /// <inheritdoc/>
    public Task<bool> TryReplaceJobAsync(JobRunRow expected, JobRunRow replacement, CancellationToken cancel) =>
        AskAsync(journal => journal.TryReplaceJobAsync(expected, replacement, cancel));

    /// <inheritdoc/>
    public Task<JobRunRow?> GetJobAsync(LocalDate session, JobKey key, CancellationToken cancel) =>
        AskAsync(journal => journal.GetJobAsync(session, key, cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRunRow>> GetJobsAsync(LocalDate session, CancellationToken cancel) =>
        AskAsync(journal => journal.GetJobsAsync(session, cancel));

    /// <inheritdoc/>
    public Task SavePerformanceAsync(PerformanceRow row, CancellationToken cancel) => AskAsync(async journal =>
    {
        await journal.SavePerformanceAsync(row, cancel);
        return true;
    });

    /// <inheritdoc/>
    public Task<IReadOnlyList<PerformanceRow>> GetPerformanceAsync(LocalDate first, LocalDate last, CancellationToken cancel) =>
        AskAsync(journal => journal.GetPerformanceAsync(first, last, cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) =>
        AskAsync(journal => journal.GetSessionsAsync(cancel));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate) (opened as IDisposable)?.Dispose();
    }

    private Task<T> AskAsync<T>(Func<ITradingJournal, Task<T>> ask)
    {
        ITradingJournal journal;
        try
        {
            lock (gate) journal = opened ??= open();
        }
        catch (StorageException e)
        {
            return Task.FromException<T>(e);
        }
        return ask(journal);
    }
}
