using Trading.Adapters.BookIdentity;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Core.Universe;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// The journal in the tables <c>predictions</c>, <c>intents</c>, <c>trades</c>, <c>jobruns</c>, <c>performance</c> and
/// <c>universe</c> of a storage account; a row's partition is its session. Several processes may use the same tables, and several
/// threads this object. A row is whole or absent, and so are up to a hundred predictions saved together; of more, a process that
/// dies may leave whole hundreds. Reading needs no right to write, and tables that do not exist read as empty ones.
/// </summary>
public sealed class AzureTableJournal : IIdentifiedJournal
{
    private readonly PredictionTable predictions;
    private readonly IntentTable intents;
    private readonly JobRunTable jobs;
    private readonly TradeTable trades;
    private readonly JournalTable performance;
    private readonly UniverseTable universe;
    private readonly SessionIndex sessions;

    /// <summary>Makes the journal; the first call sends the first request.</summary>
    public AzureTableJournal(AzureStorageAccount account)
    {
        predictions = new(account.Table("predictions"));
        intents = new(account.Table("intents"));
        jobs = new(account.Table("jobruns"));
        trades = new(account.Table("trades"));
        performance = account.Table("performance");
        universe = new(account.Table("universe"));
        sessions = new(performance);
    }

    /// <inheritdoc/>
    public async Task SavePredictionsAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel)
    {
        JournalRules.RequireSession(session, rows);
        if (rows.Count == 0) return;
        await sessions.RememberAsync(session, cancel);
        await predictions.SaveAsync(rows, cancel);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Claim and rows are one transaction; of more than 99 rows the claim comes with the first 99, and the others follow: a
    /// process that dies between the two loses those others, and no process acts on the minute.
    /// </remarks>
    public async Task<bool> TryAddPredictionsAsync(
        LocalDate session, Instant minute, IReadOnlyList<PredictionRow> rows, CancellationToken cancel)
    {
        JournalRules.RequireMinute(session, minute, rows);
        await sessions.RememberAsync(session, cancel);
        return await predictions.TryAddAsync(session, minute, rows, cancel);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PredictionRow>> GetPredictionsAsync(LocalDate session, string? symbol, CancellationToken cancel) =>
        predictions.GetAsync(session, symbol, cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<IReadOnlyList<PredictionRow>> StreamPredictionsAsync(LocalDate session, CancellationToken cancel) =>
        predictions.StreamAsync(session, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PredictionRow>> GetSignalsAsync(LocalDate session, CancellationToken cancel) =>
        predictions.GetSignalsAsync(session, cancel);

    /// <inheritdoc/>
    public async Task<bool> TryAddIntentAsync(OrderIntent intent, CancellationToken cancel)
    {
        await sessions.RememberAsync(intent.Session, cancel);
        return await intents.TryAddAsync(intent, cancel);
    }

    /// <inheritdoc/>
    public Task<bool> UpdateIntentAsync(OrderIntent intent, CancellationToken cancel) => intents.UpdateAsync(intent, cancel);

    /// <inheritdoc/>
    public Task<TradingState> GetStateAsync(CancellationToken cancel) => intents.GetStateAsync(cancel);

    /// <inheritdoc/>
    public Task<bool> TryReplaceHaltAsync(Halt? expected, Halt? halt, CancellationToken cancel) =>
        intents.TryReplaceHaltAsync(expected, halt, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OrderIntent>> GetIntentsAsync(LocalDate session, CancellationToken cancel) =>
        intents.GetAsync(session, cancel);

    /// <inheritdoc/>
    public async Task<bool> SaveTradeAsync(TradeRow trade, CancellationToken cancel)
    {
        await sessions.RememberAsync(trade.Session, cancel);
        return await trades.SaveAsync(trade, cancel);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TradeRow>> GetTradesAsync(LocalDate first, LocalDate last, CancellationToken cancel) =>
        trades.GetAsync(first, last, cancel);

    /// <inheritdoc/>
    public async Task<bool> TryStartJobAsync(JobRunRow run, CancellationToken cancel)
    {
        await sessions.RememberAsync(run.Session, cancel);
        return await jobs.TryStartAsync(run, cancel);
    }

    /// <inheritdoc/>
    public Task<bool> TryReplaceJobAsync(JobRunRow expected, JobRunRow replacement, CancellationToken cancel)
    {
        JournalRules.RequireSameRun(expected, replacement);
        return jobs.TryReplaceAsync(expected, replacement, cancel);
    }

    /// <inheritdoc/>
    public Task<JobRunRow?> GetJobAsync(LocalDate session, JobKey key, CancellationToken cancel) =>
        jobs.FindAsync(session, key, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRunRow>> GetJobsAsync(LocalDate session, CancellationToken cancel) =>
        jobs.GetAsync(session, cancel);

    /// <inheritdoc/>
    public async Task<bool> TryAddUniverseAsync(UniverseChoice choice, CancellationToken cancel)
    {
        await sessions.RememberAsync(choice.Session, cancel);
        return await universe.TryAddAsync(choice, cancel);
    }

    /// <inheritdoc/>
    public Task<UniverseChoice?> GetUniverseAsync(LocalDate session, CancellationToken cancel) =>
        universe.FindAsync(session, cancel);

    /// <inheritdoc/>
    public async Task SavePerformanceAsync(PerformanceRow row, CancellationToken cancel)
    {
        await sessions.RememberAsync(row.Session, cancel);
        await performance.SaveAsync(TableRows.Of(row), TableRows.Performance, row.MayReplace, cancel);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PerformanceRow>> GetPerformanceAsync(
        LocalDate first, LocalDate last, CancellationToken cancel)
    {
        // The index of sessions lies in a partition of its own, behind every date.
        var rows = await performance.QueryAsync(
            $"PartitionKey ge {TableKey.Of(first)} and PartitionKey le {TableKey.Of(last)}", TableRows.Performance, cancel);
        return [.. rows.OrderBy(row => row.Session)];
    }

    /// <inheritdoc/>
    Task<string> IIdentifiedJournal.GetIdAsync(CancellationToken cancel) => sessions.GetBookIdAsync(cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) => sessions.GetAsync(cancel);
}
