using Trading.Core.Execution;
using Trading.Core.Journal;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// The journal in one SQLite file. Several processes may have it open, and several threads may use this object. What a method
/// has confirmed survives a kill of the process; a new intent, which an order follows, survives a power cut too.
/// </summary>
public sealed class SqliteJournal : ITradingJournal, IDisposable
{
    private static readonly string UpsertPrediction = Upsert("predictions", SqliteRows.PredictionColumns);
    private static readonly string UpsertTrade = Upsert("trades", SqliteRows.TradeColumns);
    private static readonly string UpsertPerformance = Upsert("performance", SqliteRows.PerformanceColumns);
    private static readonly string InsertIntent = InsertNew("intents", SqliteRows.IntentColumns);
    private static readonly string InsertJob = InsertNew("jobruns", SqliteRows.JobColumns);

    private static readonly string ReplaceIntent = Replace("intents", SqliteRows.IntentColumns);

    // IS, unlike =, finds that two nulls are the same.
    private static readonly string ReplaceJob = $"{Replace("jobruns", SqliteRows.JobColumns)} AND attempt = $9 AND finished_at IS $10";

    private const string SelectHalt = "SELECT since, flatten, reason FROM halt";

    private readonly SqliteDatabase database;

    /// <summary>Opens the journal, making its file and folder where they are missing.</summary>
    /// <exception cref="StorageException">It cannot be opened, or a newer version of the program wrote it.</exception>
    public SqliteJournal(string path) => database = new(path);

    /// <inheritdoc/>
    public Task SavePredictionsAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel)
    {
        JournalRules.RequireSession(session, rows);
        return rows.Count == 0 ? Task.CompletedTask : database.Do(db =>
        {
            db.Together(() =>
            {
                foreach (var row in rows) db.Execute(UpsertPrediction, SqliteRows.Values(row));
            });
            return true;
        }, cancel);
    }

    /// <inheritdoc/>
    public Task<bool> TryAddPredictionsAsync(LocalDate session, Instant minute, IReadOnlyList<PredictionRow> rows, CancellationToken cancel)
    {
        JournalRules.RequireMinute(session, minute, rows);
        return database.Do(db =>
        {
            var taken = false;
            db.Together(() =>
            {
                taken = db.Execute("INSERT INTO minutes (session, rowkey) VALUES ($1, $2) ON CONFLICT DO NOTHING", session.Text(), JournalRules.MinuteText(minute)) == 1;
                if (!taken) return;
                foreach (var row in rows) db.Execute(UpsertPrediction, SqliteRows.Values(row));
            });
            return taken;
        }, cancel);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PredictionRow>> GetPredictionsAsync(LocalDate session, string? symbol, CancellationToken cancel) =>
        database.Do(db => db.Query(
            $"SELECT {SqliteRows.PredictionColumns} FROM predictions WHERE session = $1 AND ($2 IS NULL OR symbol = $2) ORDER BY minute, symbol",
            SqliteRows.Prediction, session.Text(), symbol), cancel);

    /// <inheritdoc/>
    public Task<bool> TryAddIntentAsync(OrderIntent intent, CancellationToken cancel) =>
        database.Do(db => db.ExecuteDurably(InsertIntent, SqliteRows.Values(intent)) == 1, cancel);

    /// <inheritdoc/>
    public Task UpdateIntentAsync(OrderIntent intent, CancellationToken cancel) =>
        database.Do(db => db.Execute(ReplaceIntent, SqliteRows.Values(intent)) == 1 ? true : throw JournalRules.NeverAdded(intent), cancel);

    /// <inheritdoc/>
    public Task<TradingState> GetStateAsync(CancellationToken cancel) => database.Do(db =>
    {
        TradingState? state = null;
        // One transaction, so that both are of the same moment.
        db.Together(() => state = new TradingState(
            db.Query($"SELECT {SqliteRows.IntentColumns} FROM intents WHERE {SqliteSchema.IsOpen} ORDER BY rowkey, session", SqliteRows.Intent),
            db.Query(SelectHalt, SqliteRows.Halt).SingleOrDefault()), toRead: true);
        return state!;
    }, cancel);

    /// <inheritdoc/>
    public Task<bool> TryReplaceHaltAsync(Halt? expected, Halt? halt, CancellationToken cancel) => database.Do(
        db => ReplaceHalt(db, expected, halt) == 1 || db.Query(SelectHalt, SqliteRows.Halt).SingleOrDefault() == halt, cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OrderIntent>> GetIntentsAsync(LocalDate session, CancellationToken cancel) =>
        database.Do(db => db.Query(
            $"SELECT {SqliteRows.IntentColumns} FROM intents WHERE session = $1 ORDER BY rowkey", SqliteRows.Intent, session.Text()), cancel);

    /// <inheritdoc/>
    public Task SaveTradeAsync(TradeRow trade, CancellationToken cancel) =>
        database.Do(db => db.Execute(UpsertTrade, SqliteRows.Values(trade)), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TradeRow>> GetTradesAsync(LocalDate first, LocalDate last, CancellationToken cancel) =>
        database.Do(db => db.Query(
            $"SELECT {SqliteRows.TradeColumns} FROM trades WHERE session BETWEEN $1 AND $2 ORDER BY rowkey, session",
            SqliteRows.Trade, first.Text(), last.Text()), cancel);

    /// <inheritdoc/>
    public Task<bool> TryStartJobAsync(JobRunRow run, CancellationToken cancel) =>
        database.Do(db => db.Execute(InsertJob, SqliteRows.Values(run)) == 1, cancel);

    /// <inheritdoc/>
    public Task<bool> TryReplaceJobAsync(JobRunRow expected, JobRunRow replacement, CancellationToken cancel)
    {
        JournalRules.RequireSameRun(expected, replacement);
        return database.Do(db => db.Execute(
            ReplaceJob, [.. SqliteRows.Values(replacement), expected.Attempt, expected.FinishedAt.Text()]) == 1, cancel);
    }

    /// <inheritdoc/>
    public Task<JobRunRow?> GetJobAsync(LocalDate session, string key, CancellationToken cancel) =>
        database.Do(db => db.Query(
            $"SELECT {SqliteRows.JobColumns} FROM jobruns WHERE session = $1 AND rowkey = $2", SqliteRows.Job, session.Text(), key)
            .SingleOrDefault(), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRunRow>> GetJobsAsync(LocalDate session, CancellationToken cancel) =>
        database.Do<IReadOnlyList<JobRunRow>>(db =>
        [
            // Sorted here: a text with a fraction of a second does not sort beside one without.
            .. db.Query($"SELECT {SqliteRows.JobColumns} FROM jobruns WHERE session = $1 ORDER BY rowkey", SqliteRows.Job, session.Text())
                .OrderBy(run => run.StartedAt),
        ], cancel);

    /// <inheritdoc/>
    public Task SavePerformanceAsync(PerformanceRow row, CancellationToken cancel) =>
        database.Do(db => db.Execute(UpsertPerformance, SqliteRows.Values(row)), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PerformanceRow>> GetPerformanceAsync(LocalDate first, LocalDate last, CancellationToken cancel) =>
        database.Do(db => db.Query(
            $"SELECT {SqliteRows.PerformanceColumns} FROM performance WHERE session BETWEEN $1 AND $2 ORDER BY session",
            SqliteRows.Performance, first.Text(), last.Text()), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) =>
        database.Do(db => db.Query(SqliteSchema.Sessions, row => row.Date(0)), cancel);

    /// <summary>Closes the file. A job that is using the journal finishes its call first.</summary>
    public void Dispose() => database.Dispose();

    private static int ReplaceHalt(SqliteDatabase db, Halt? expected, Halt? halt) => (expected, halt) switch
    {
        (null, null) => 0,
        (null, { } given) => db.ExecuteDurably(
            "INSERT INTO halt (one, since, flatten, reason) VALUES (1, $1, $2, $3) ON CONFLICT (one) DO NOTHING", given.Since.Text(), given.Flatten, given.Reason),
        ({ } read, null) => db.ExecuteDurably(
            "DELETE FROM halt WHERE since = $1 AND flatten = $2 AND reason = $3", read.Since.Text(), read.Flatten, read.Reason),
        var (read, given) => db.ExecuteDurably(
            "UPDATE halt SET since = $4, flatten = $5, reason = $6 WHERE since = $1 AND flatten = $2 AND reason = $3",
            read.Since.Text(), read.Flatten, read.Reason, given.Since.Text(), given.Flatten, given.Reason),
    };

    private static string Upsert(string table, string columns) =>
        $"INSERT INTO {table} ({columns}) VALUES ({Places(columns)}) ON CONFLICT (session, rowkey) DO UPDATE SET "
        + string.Join(", ", columns.Split(", ")[2..].Select(column => $"{column} = excluded.{column}"));

    private static string InsertNew(string table, string columns) =>
        $"INSERT INTO {table} ({columns}) VALUES ({Places(columns)}) ON CONFLICT (session, rowkey) DO NOTHING";

    private static string Replace(string table, string columns) =>
        $"UPDATE {table} SET ({columns}) = ({Places(columns)}) WHERE session = $1 AND rowkey = $2";

    private static string Places(string columns) => string.Join(", ", columns.Split(", ").Select((_, i) => $"${i + 1}"));
}
