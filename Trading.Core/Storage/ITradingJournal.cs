using Trading.Core.Orders;

namespace Trading.Core.Storage;

/// <summary>
/// What the system remembers of its trading. Every write is whole or absent, whenever the process dies. Every method
/// throws <see cref="StorageException"/> when the store cannot be read or written.
/// </summary>
public interface ITradingJournal
{
    /// <summary>Adds or replaces predictions of one session; the key is symbol and minute.</summary>
    Task SavePredictionsAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel);

    /// <summary>
    /// Writes all predictions of one minute's scan, and with them that the minute is taken; false, changing nothing, when it was
    /// taken before. Whoever gets true, and nobody else, may act on them.
    /// </summary>
    Task<bool> TryAddPredictionsAsync(LocalDate session, Instant minute, IReadOnlyList<PredictionRow> rows, CancellationToken cancel);

    /// <summary>A session's predictions by minute, then symbol; of one symbol when it is given.</summary>
    Task<IReadOnlyList<PredictionRow>> GetPredictionsAsync(LocalDate session, string? symbol, CancellationToken cancel);

    /// <summary>Writes a new intent; false, changing nothing, when its id exists in that session.</summary>
    Task<bool> TryAddIntentAsync(OrderIntent intent, CancellationToken cancel);

    /// <summary>Replaces an existing intent.</summary>
    Task UpdateIntentAsync(OrderIntent intent, CancellationToken cancel);

    /// <summary>The intents that are not settled, and the halt that stands, in one question.</summary>
    Task<TradingState> GetStateAsync(CancellationToken cancel);

    /// <summary>
    /// Puts <paramref name="halt"/> in the place of the one that was read, null for none; true when it stands then, as it also does
    /// when it stood before. False, changing nothing, when another stands than was read.
    /// </summary>
    Task<bool> TryReplaceHaltAsync(Halt? expected, Halt? halt, CancellationToken cancel);

    /// <summary>A session's intents, by id.</summary>
    Task<IReadOnlyList<OrderIntent>> GetIntentsAsync(LocalDate session, CancellationToken cancel);

    /// <summary>
    /// Adds or replaces a trade; the key is its entry id. A trade that has an exit is never replaced by one that has none: such a
    /// write changes nothing, also when both are written at the same moment.
    /// </summary>
    Task SaveTradeAsync(TradeRow trade, CancellationToken cancel);

    /// <summary>The trades entered from <paramref name="first"/> to <paramref name="last"/>, by entry id.</summary>
    Task<IReadOnlyList<TradeRow>> GetTradesAsync(LocalDate first, LocalDate last, CancellationToken cancel);

    /// <summary>Writes the row of a job that begins; false, changing nothing, when its key exists in that session.</summary>
    Task<bool> TryStartJobAsync(JobRunRow run, CancellationToken cancel);

    /// <summary>
    /// Replaces a run's row if it still is <paramref name="expected"/> (same attempt, same finish); false when another
    /// process got there first.
    /// </summary>
    Task<bool> TryReplaceJobAsync(JobRunRow expected, JobRunRow replacement, CancellationToken cancel);

    /// <summary>One run, or null.</summary>
    Task<JobRunRow?> GetJobAsync(LocalDate session, string key, CancellationToken cancel);

    /// <summary>A session's runs, by start.</summary>
    Task<IReadOnlyList<JobRunRow>> GetJobsAsync(LocalDate session, CancellationToken cancel);

    /// <summary>Adds or replaces a session's figures.</summary>
    Task SavePerformanceAsync(PerformanceRow row, CancellationToken cancel);

    /// <summary>The figures from <paramref name="first"/> to <paramref name="last"/>, by session.</summary>
    Task<IReadOnlyList<PerformanceRow>> GetPerformanceAsync(LocalDate first, LocalDate last, CancellationToken cancel);

    /// <summary>The sessions that have any row, in order.</summary>
    Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel);
}

/// <summary>The store could not be read or written; the message names the place and says what to do.</summary>
public sealed class StorageException : Exception
{
    /// <inheritdoc/>
    public StorageException() { }

    /// <inheritdoc/>
    public StorageException(string message) : base(message) { }

    /// <inheritdoc/>
    public StorageException(string message, Exception inner) : base(message, inner) { }
}
