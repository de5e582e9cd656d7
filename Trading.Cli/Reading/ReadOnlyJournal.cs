using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Core.Universe;

namespace Trading.Cli.Reading;

/// <summary>A journal that is open for reading: every method that writes throws
/// <see cref="InvalidOperationException"/>.</summary>
/// <param name="inner">The journal that is read.</param>
internal sealed class ReadOnlyJournal(ITradingJournal inner) : ITradingJournal
{
    public Task<IReadOnlyList<PredictionRow>> GetPredictionsAsync(LocalDate session, string? symbol, CancellationToken cancel) =>
        inner.GetPredictionsAsync(session, symbol, cancel);

    public IAsyncEnumerable<IReadOnlyList<PredictionRow>> StreamPredictionsAsync(LocalDate session, CancellationToken cancel) =>
        inner.StreamPredictionsAsync(session, cancel);

    public Task<IReadOnlyList<PredictionRow>> GetSignalsAsync(LocalDate session, CancellationToken cancel) =>
        inner.GetSignalsAsync(session, cancel);

    public Task<TradingState> GetStateAsync(CancellationToken cancel) => inner.GetStateAsync(cancel);

    public Task<Halt?> GetHaltAsync(CancellationToken cancel) => inner.GetHaltAsync(cancel);

    public Task<StorageException?> FindHaltGapAsync(CancellationToken cancel) => inner.FindHaltGapAsync(cancel);

    public Task<IReadOnlyList<OrderIntent>> GetIntentsAsync(LocalDate session, CancellationToken cancel) =>
        inner.GetIntentsAsync(session, cancel);

    public Task<IReadOnlyList<TradeRow>> GetTradesAsync(LocalDate first, LocalDate last, CancellationToken cancel) =>
        inner.GetTradesAsync(first, last, cancel);

    public Task<UniverseChoice?> GetUniverseAsync(LocalDate session, CancellationToken cancel) =>
        inner.GetUniverseAsync(session, cancel);

    public Task<JobRunRow?> GetJobAsync(LocalDate session, JobKey key, CancellationToken cancel) =>
        inner.GetJobAsync(session, key, cancel);

    public Task<IReadOnlyList<JobRunRow>> GetJobsAsync(LocalDate session, CancellationToken cancel) =>
        inner.GetJobsAsync(session, cancel);

    public Task<IReadOnlyList<PerformanceRow>> GetPerformanceAsync(LocalDate first, LocalDate last, CancellationToken cancel) =>
        inner.GetPerformanceAsync(first, last, cancel);

    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) => inner.GetSessionsAsync(cancel);

    public Task SavePredictionsAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel) =>
        throw ReadOnly.Refusal();

    public Task<bool> TryAddPredictionsAsync(
        LocalDate session, Instant minute, IReadOnlyList<PredictionRow> rows, CancellationToken cancel) =>
        throw ReadOnly.Refusal();

    public Task<bool> TryAddIntentAsync(OrderIntent intent, CancellationToken cancel) => throw ReadOnly.Refusal();

    public Task<bool> UpdateIntentAsync(OrderIntent intent, CancellationToken cancel) => throw ReadOnly.Refusal();

    public Task<bool> TryReplaceHaltAsync(Halt? expected, Halt? halt, CancellationToken cancel) => throw ReadOnly.Refusal();

    public Task<bool> SaveTradeAsync(TradeRow trade, CancellationToken cancel) => throw ReadOnly.Refusal();

    public Task<bool> TryStartJobAsync(JobRunRow run, CancellationToken cancel) => throw ReadOnly.Refusal();

    public Task<bool> TryReplaceJobAsync(JobRunRow expected, JobRunRow replacement, CancellationToken cancel) =>
        throw ReadOnly.Refusal();

    public Task SavePerformanceAsync(PerformanceRow row, CancellationToken cancel) => throw ReadOnly.Refusal();

    public Task AddSessionAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel) =>
        throw ReadOnly.Refusal();

    public Task AddRowsAsync(JournalRows rows, CancellationToken cancel) => throw ReadOnly.Refusal();

    public Task<bool> TryAddUniverseAsync(UniverseChoice choice, CancellationToken cancel) => throw ReadOnly.Refusal();
}
