using System.Runtime.CompilerServices;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Core.Universe;

namespace Trading.Adapters.BookIdentity;

/// <content>The rows, which are the journal's alone.</content>
internal sealed partial class GuardedJournal
{
    /// <inheritdoc/>
    public Task SavePredictionsAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel) =>
        WriteAsync(session, async journal =>
        {
            await journal.SavePredictionsAsync(session, rows, cancel);
            return true;
        }, cancel);

    /// <inheritdoc/>
    public Task<bool> TryAddPredictionsAsync(
        LocalDate session, Instant minute, IReadOnlyList<PredictionRow> rows, CancellationToken cancel) =>
        WriteAsync(session, journal => journal.TryAddPredictionsAsync(session, minute, rows, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PredictionRow>> GetPredictionsAsync(LocalDate session, string? symbol, CancellationToken cancel) =>
        ReadAsync(journal => journal.GetPredictionsAsync(session, symbol, cancel), cancel);

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<PredictionRow>> StreamPredictionsAsync(
        LocalDate session, [EnumeratorCancellation] CancellationToken cancel)
    {
        var rows = await ReadAsync(journal => Task.FromResult(journal.StreamPredictionsAsync(session, cancel)), cancel);
        await foreach (var symbol in rows.WithCancellation(cancel)) yield return symbol;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PredictionRow>> GetSignalsAsync(LocalDate session, CancellationToken cancel) =>
        ReadAsync(journal => journal.GetSignalsAsync(session, cancel), cancel);

    /// <inheritdoc/>
    public Task AddSessionAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel) =>
        WriteAsync(session, async journal =>
        {
            await journal.AddSessionAsync(session, rows, cancel);
            return true;
        }, cancel);

    /// <inheritdoc/>
    public Task<bool> TryAddIntentAsync(OrderIntent intent, CancellationToken cancel) =>
        WriteAsync(intent.Session, journal => journal.TryAddIntentAsync(intent, cancel), cancel);

    /// <inheritdoc/>
    public Task<bool> UpdateIntentAsync(OrderIntent intent, CancellationToken cancel) =>
        WriteAsync(intent.Session, journal => journal.UpdateIntentAsync(intent, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OrderIntent>> GetIntentsAsync(LocalDate session, CancellationToken cancel) =>
        ReadAsync(journal => journal.GetIntentsAsync(session, cancel), cancel);

    /// <inheritdoc/>
    public Task<bool> SaveTradeAsync(TradeRow trade, CancellationToken cancel) =>
        WriteAsync(trade.Session, journal => journal.SaveTradeAsync(trade, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TradeRow>> GetTradesAsync(LocalDate first, LocalDate last, CancellationToken cancel) =>
        ReadAsync(journal => journal.GetTradesAsync(first, last, cancel), cancel);

    /// <inheritdoc/>
    public Task<bool> TryStartJobAsync(JobRunRow run, CancellationToken cancel) =>
        WriteAsync(run, journal => journal.TryStartJobAsync(run, cancel), cancel);

    /// <inheritdoc/>
    public Task<bool> TryReplaceJobAsync(JobRunRow expected, JobRunRow replacement, CancellationToken cancel) =>
        WriteAsync(replacement, journal => journal.TryReplaceJobAsync(expected, replacement, cancel), cancel);

    /// <inheritdoc/>
    public Task<JobRunRow?> GetJobAsync(LocalDate session, JobKey key, CancellationToken cancel) =>
        ReadAsync(journal => journal.GetJobAsync(session, key, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRunRow>> GetJobsAsync(LocalDate session, CancellationToken cancel) =>
        ReadAsync(journal => journal.GetJobsAsync(session, cancel), cancel);

    /// <inheritdoc/>
    public Task<bool> TryAddUniverseAsync(UniverseChoice choice, CancellationToken cancel) =>
        WriteAsync(choice.Session, journal => journal.TryAddUniverseAsync(choice, cancel), cancel);

    /// <inheritdoc/>
    public Task<UniverseChoice?> GetUniverseAsync(LocalDate session, CancellationToken cancel) =>
        ReadAsync(journal => journal.GetUniverseAsync(session, cancel), cancel);

    /// <inheritdoc/>
    public Task SavePerformanceAsync(PerformanceRow row, CancellationToken cancel) => WriteAsync(row.Session, async journal =>
    {
        await journal.SavePerformanceAsync(row, cancel);
        return true;
    }, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PerformanceRow>> GetPerformanceAsync(
        LocalDate first, LocalDate last, CancellationToken cancel) =>
        ReadAsync(journal => journal.GetPerformanceAsync(first, last, cancel), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) =>
        ReadAsync(journal => journal.GetSessionsAsync(cancel), cancel);

    /// <inheritdoc/>
    public async Task AddRowsAsync(JournalRows rows, CancellationToken cancel)
    {
        if (rows.Jobs.MaxBy(run => run.Session) is not { } last) await (await VerifiedAsync(cancel)).AddRowsAsync(rows, cancel);
        else await WriteAsync(last, AddAsync, cancel);

        async Task<bool> AddAsync(ITradingJournal journal)
        {
            await journal.AddRowsAsync(rows, cancel);
            return true;
        }
    }
}
