using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Core.Universe;

namespace Trading.Simulation.Storm;

/// <summary>The journal as a program sees it: a store that answers late, or fails before or after it has written.</summary>
internal sealed class StormJournal(CallGate gate, Incarnation who, ITradingJournal journal) : ITradingJournal
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <inheritdoc/>
    public Task SavePredictionsAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel) =>
        DoAsync("save predictions", () => journal.SavePredictionsAsync(session, rows, None));

    /// <inheritdoc/>
    public Task<bool> TryAddPredictionsAsync(
        LocalDate session, Instant minute, IReadOnlyList<PredictionRow> rows, CancellationToken cancel) =>
        AskAsync("add predictions", () => journal.TryAddPredictionsAsync(session, minute, rows, None));

    /// <inheritdoc/>
    public Task<IReadOnlyList<PredictionRow>> GetPredictionsAsync(LocalDate session, string? symbol, CancellationToken cancel) =>
        AskAsync("predictions", () => journal.GetPredictionsAsync(session, symbol, None));

    /// <inheritdoc/>
    public Task<bool> TryAddIntentAsync(OrderIntent intent, CancellationToken cancel) =>
        AskAsync($"add intent {intent.Id}", () => journal.TryAddIntentAsync(intent, None));

    /// <inheritdoc/>
    public Task<bool> UpdateIntentAsync(OrderIntent intent, CancellationToken cancel) =>
        AskAsync($"intent {intent.Id} {intent.Status}", () => journal.UpdateIntentAsync(intent, None));

    /// <inheritdoc/>
    public Task<IReadOnlyList<OrderIntent>> GetIntentsAsync(LocalDate session, CancellationToken cancel) =>
        AskAsync("intents", () => journal.GetIntentsAsync(session, None));

    /// <inheritdoc/>
    public Task<TradingState> GetStateAsync(CancellationToken cancel) =>
        AskAsync("state", () => journal.GetStateAsync(None));

    /// <inheritdoc/>
    public Task<bool> TryReplaceHaltAsync(Halt? expected, Halt? halt, CancellationToken cancel) =>
        AskAsync("halt", () => journal.TryReplaceHaltAsync(expected, halt, None));

    /// <inheritdoc/>
    public Task<bool> SaveTradeAsync(TradeRow trade, CancellationToken cancel) =>
        AskAsync($"trade {trade.EntryId} {trade.ExitReason}", () => journal.SaveTradeAsync(trade, None));

    /// <inheritdoc/>
    public Task<IReadOnlyList<TradeRow>> GetTradesAsync(LocalDate first, LocalDate last, CancellationToken cancel) =>
        AskAsync("trades", () => journal.GetTradesAsync(first, last, None));

    /// <inheritdoc/>
    public Task<bool> TryStartJobAsync(JobRunRow run, CancellationToken cancel) =>
        AskAsync($"start {run.Key}", () => journal.TryStartJobAsync(run, None));

    /// <inheritdoc/>
    public Task<bool> TryReplaceJobAsync(JobRunRow expected, JobRunRow replacement, CancellationToken cancel) =>
        AskAsync($"end {expected.Key}", () => journal.TryReplaceJobAsync(expected, replacement, None));

    /// <inheritdoc/>
    public Task<JobRunRow?> GetJobAsync(LocalDate session, JobKey key, CancellationToken cancel) =>
        AskAsync($"job {key}", () => journal.GetJobAsync(session, key, None));

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRunRow>> GetJobsAsync(LocalDate session, CancellationToken cancel) =>
        AskAsync("jobs", () => journal.GetJobsAsync(session, None));

    /// <inheritdoc/>
    public Task AddSessionAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel) =>
        DoAsync("add a session's predictions", () => journal.AddSessionAsync(session, rows, None));

    /// <inheritdoc/>
    public Task AddRowsAsync(JournalRows rows, CancellationToken cancel) =>
        DoAsync("add rows", () => journal.AddRowsAsync(rows, None));

    public Task<bool> TryAddUniverseAsync(UniverseChoice choice, CancellationToken cancel) =>
        AskAsync("add universe", () => journal.TryAddUniverseAsync(choice, None));

    /// <inheritdoc/>
    public Task<UniverseChoice?> GetUniverseAsync(LocalDate session, CancellationToken cancel) =>
        AskAsync("universe", () => journal.GetUniverseAsync(session, None));

    /// <inheritdoc/>
    public Task SavePerformanceAsync(PerformanceRow row, CancellationToken cancel) =>
        DoAsync("save performance", () => journal.SavePerformanceAsync(row, None));

    /// <inheritdoc/>
    public Task<IReadOnlyList<PerformanceRow>> GetPerformanceAsync(LocalDate first, LocalDate last, CancellationToken cancel) =>
        AskAsync("performance", () => journal.GetPerformanceAsync(first, last, None));

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) =>
        AskAsync("sessions", () => journal.GetSessionsAsync(None));

    private Task<T> AskAsync<T>(string call, Func<Task<T>> ask) =>
        gate.StoreAsync(who, StormPort.Journal, call, ask);

    private Task DoAsync(string call, Func<Task> act) => gate.StoreAsync(who, StormPort.Journal, call, act);
}
