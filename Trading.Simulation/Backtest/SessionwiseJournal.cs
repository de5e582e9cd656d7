using System.Runtime.CompilerServices;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Core.Universe;

namespace Trading.Simulation.Backtest;

/// <summary>
/// The journal of a backtest, which may be lost with its process. The running session is kept in memory; once it is over, its
/// predictions are written to the book in one piece while the next session runs, at most one session behind. All other rows stay
/// in memory, and are written when the run is complete. So memory does not grow with the predictions.
/// </summary>
/// <param name="book">Receives everything; nothing is stored in it yet.</param>
public sealed class SessionwiseJournal(ITradingJournal book) : ITradingJournal
{
    private readonly InMemoryJournal memory = new();
    private readonly HashSet<LocalDate> over = [];
    private Task writing = Task.CompletedTask;

    /// <summary>Writes the predictions of a session that is over, in the background, after those of the session before.</summary>
    /// <exception cref="StorageException">Those of the session before could not be written.</exception>
    public async Task EndSessionAsync(LocalDate session, CancellationToken cancel)
    {
        var rows = memory.TakePredictions(session);
        await writing;
        if (rows.Count == 0) return;
        over.Add(session);
        writing = Task.Run(() => book.AddSessionAsync(session, rows, cancel), cancel);
    }

    /// <summary>Writes what is not written yet.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public async Task CompleteAsync(CancellationToken cancel)
    {
        foreach (var session in await memory.GetSessionsAsync(cancel)) await EndSessionAsync(session, cancel);
        await writing;
        await book.AddRowsAsync(await JournalRows.OfAsync(memory, cancel), cancel);
    }

    /// <inheritdoc/>
    public Task SavePredictionsAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel) =>
        rows.Count == 0 ? Task.CompletedTask
            : over.Contains(session)
            ? throw new InvalidOperationException($"The session {session:uuuu-MM-dd} is over and written.")
            : memory.SavePredictionsAsync(session, rows, cancel);

    /// <inheritdoc/>
    public Task<bool> TryAddPredictionsAsync(
        LocalDate session, Instant minute, IReadOnlyList<PredictionRow> rows, CancellationToken cancel) =>
        over.Contains(session) ? Task.FromResult(false) : memory.TryAddPredictionsAsync(session, minute, rows, cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PredictionRow>> GetPredictionsAsync(
        LocalDate session, string? symbol, CancellationToken cancel) =>
        await (await HolderOfAsync(session)).GetPredictionsAsync(session, symbol, cancel);

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<PredictionRow>> StreamPredictionsAsync(
        LocalDate session, [EnumeratorCancellation] CancellationToken cancel)
    {
        var holder = await HolderOfAsync(session);
        await foreach (var rows in holder.StreamPredictionsAsync(session, cancel)) yield return rows;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PredictionRow>> GetSignalsAsync(LocalDate session, CancellationToken cancel) =>
        await (await HolderOfAsync(session)).GetSignalsAsync(session, cancel);

    /// <inheritdoc/>
    public Task AddSessionAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel) =>
        SavePredictionsAsync(session, rows, cancel);

    /// <inheritdoc/>
    public Task<bool> TryAddIntentAsync(OrderIntent intent, CancellationToken cancel) => memory.TryAddIntentAsync(intent, cancel);

    /// <inheritdoc/>
    public Task<bool> UpdateIntentAsync(OrderIntent intent, CancellationToken cancel) => memory.UpdateIntentAsync(intent, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OrderIntent>> GetIntentsAsync(LocalDate session, CancellationToken cancel) =>
        memory.GetIntentsAsync(session, cancel);

    /// <inheritdoc/>
    public Task<TradingState> GetStateAsync(CancellationToken cancel) => memory.GetStateAsync(cancel);

    /// <inheritdoc/>
    public Task<bool> TryReplaceHaltAsync(Halt? expected, Halt? halt, CancellationToken cancel) =>
        memory.TryReplaceHaltAsync(expected, halt, cancel);

    /// <inheritdoc/>
    public Task<bool> SaveTradeAsync(TradeRow trade, CancellationToken cancel) => memory.SaveTradeAsync(trade, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TradeRow>> GetTradesAsync(LocalDate first, LocalDate last, CancellationToken cancel) =>
        memory.GetTradesAsync(first, last, cancel);

    /// <inheritdoc/>
    public Task<bool> TryStartJobAsync(JobRunRow run, CancellationToken cancel) => memory.TryStartJobAsync(run, cancel);

    /// <inheritdoc/>
    public Task<bool> TryReplaceJobAsync(JobRunRow expected, JobRunRow replacement, CancellationToken cancel) =>
        memory.TryReplaceJobAsync(expected, replacement, cancel);

    /// <inheritdoc/>
    public Task<JobRunRow?> GetJobAsync(LocalDate session, JobKey key, CancellationToken cancel) =>
        memory.GetJobAsync(session, key, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRunRow>> GetJobsAsync(LocalDate session, CancellationToken cancel) =>
        memory.GetJobsAsync(session, cancel);

    /// <inheritdoc/>
    public Task SavePerformanceAsync(PerformanceRow row, CancellationToken cancel) => memory.SavePerformanceAsync(row, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PerformanceRow>> GetPerformanceAsync(LocalDate first, LocalDate last, CancellationToken cancel) =>
        memory.GetPerformanceAsync(first, last, cancel);

    /// <inheritdoc/>
    public Task<bool> TryAddUniverseAsync(UniverseChoice choice, CancellationToken cancel) =>
        memory.TryAddUniverseAsync(choice, cancel);

    /// <inheritdoc/>
    public Task<UniverseChoice?> GetUniverseAsync(LocalDate session, CancellationToken cancel) =>
        memory.GetUniverseAsync(session, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) => memory.GetSessionsAsync(cancel);

    /// <inheritdoc/>
    public Task AddRowsAsync(JournalRows rows, CancellationToken cancel) =>
        ((ITradingJournal)memory).AddRowsAsync(rows, cancel);

    private async Task<ITradingJournal> HolderOfAsync(LocalDate session)
    {
        if (!over.Contains(session)) return memory;
        await writing;
        return book;
    }
}
