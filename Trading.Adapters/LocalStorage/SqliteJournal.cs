using Trading.Adapters.BookIdentity;
using Trading.Adapters.LocalStorage.Rows;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Core.Universe;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// The journal in one SQLite file. Several processes may have it open, and several threads may use this object. What a method
/// has confirmed survives a kill of the process; a new intent, which an order follows, survives a power cut too.
/// </summary>
public sealed partial class SqliteJournal : IIdentifiedJournal, IDisposable
{
    private const string OfSessions = "WHERE session BETWEEN @First AND @Last";

    // The same as PredictionRow.MayReplace.
    private static readonly string SavePrediction =
        $"{SqliteTable<SqlitePrediction>.Upsert} WHERE excluded.profit IS NOT NULL OR predictions.profit IS NULL";

    // IS, unlike =, finds that two nulls are the same.
    private static readonly string ReplaceJob =
        $"{SqliteTable<SqliteJobRun>.Replace} AND attempt = @{nameof(JobRunReplacement.ExpectedAttempt)} "
        + $"AND finished_at IS @{nameof(JobRunReplacement.ExpectedFinish)}";

    private static readonly string SelectOpen =
        $"{SqliteTable<SqliteIntent>.Select} WHERE {SqliteSchema.IsOpen} ORDER BY rowkey, session";

    private readonly SqliteDatabase database;

    /// <summary>Opens the journal and creates its file and folder when they are missing.</summary>
    /// <exception cref="StorageException">It cannot be opened, or a newer version of the program wrote it.</exception>
    public SqliteJournal(string path) => database = new(path);

    /// <summary>Released when the journal is closed; null for none.</summary>
    internal IDisposable? Use { get; init; }

    /// <inheritdoc/>
    public Task SavePredictionsAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel)
    {
        JournalRules.RequireSession(session, rows);
        return rows.Count == 0 ? Task.CompletedTask
            : database.RunAsync(db => db.InTransaction(() => SavePredictions(db, rows)), cancel);
    }

    /// <inheritdoc/>
    public Task<bool> TryAddPredictionsAsync(
        LocalDate session, Instant minute, IReadOnlyList<PredictionRow> rows, CancellationToken cancel)
    {
        JournalRules.RequireMinute(session, minute, rows);
        return database.RunAsync(db => db.InTransaction(() =>
        {
            var taken = db.Execute(
                $"INSERT INTO minutes (session, rowkey) SELECT @Session, @Minute WHERE NOT EXISTS "
                + $"(SELECT 1 FROM {SqlitePackedPredictions.Table} WHERE session = @Session) ON CONFLICT DO NOTHING",
                new { Session = session, Minute = JournalRules.MinuteText(minute) }) == 1;
            if (taken) SavePredictions(db, rows);
            return taken;
        }), cancel);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PredictionRow>> GetPredictionsAsync(LocalDate session, string? symbol, CancellationToken cancel) =>
        // All of the session are read, so that a row which cannot be found is missed.
        database.RunAsync(db => PredictionsOf(db, session) is var all && symbol is null
            ? all : [.. all.Where(row => row.Symbol == symbol)], cancel);

    /// <inheritdoc/>
    public Task AddRowsAsync(JournalRows rows, CancellationToken cancel) =>
        database.RunAsync(db => db.InTransaction(() =>
        {
            InsertAll(db, rows.Intents.Select(SqliteIntent.Of));
            InsertAll(db, rows.Trades.Select(SqliteTrade.Of));
            InsertAll(db, rows.Jobs.Select(SqliteJobRun.Of));
            InsertAll(db, rows.Performance.Select(SqlitePerformance.Of));
            InsertAll(db, rows.Universes.Select(SqliteUniverse.Of));
            return true;
        }), cancel);

    /// <inheritdoc/>
    public Task<bool> TryAddIntentAsync(OrderIntent intent, CancellationToken cancel) =>
        database.RunAsync(
            db => db.Durably(() => Insert(db, SqliteIntent.Of(intent))), cancel);

    /// <inheritdoc/>
    public Task<bool> UpdateIntentAsync(OrderIntent intent, CancellationToken cancel) =>
        database.RunAsync(db => db.InTransaction(() =>
        {
            var row = SqliteIntent.Of(intent);
            var standing = db.Rows<SqliteIntent>(SqliteTable<SqliteIntent>.Find, row).SingleOrDefault()
                ?? throw JournalRules.NeverAdded(intent);
            return JournalRules.Changes(intent, standing.ToIntent())
                && db.Execute(SqliteTable<SqliteIntent>.Replace, SqliteTable<SqliteIntent>.Sealed(row)) == 1;
        }), cancel);

    /// <inheritdoc/>
    public Task<TradingState> GetStateAsync(CancellationToken cancel) =>
        // One transaction, so that both are of the same moment.
        database.RunAsync(db => db.InTransaction(() =>
        {
            var open = db.Rows<SqliteIntent>(SelectOpen);
            SqliteSeals.Verify(db, SqliteSeals.Open, open);
            return new TradingState([.. open.Select(row => row.ToIntent())], SqliteHalt.Find(db));
        }, toRead: true), cancel);

    /// <inheritdoc/>
    public Task<Halt?> GetHaltAsync(CancellationToken cancel) =>
        database.RunAsync(db => db.InTransaction(() => SqliteHalt.Find(db), toRead: true), cancel);

    /// <inheritdoc/>
    public Task<bool> TryReplaceHaltAsync(Halt? expected, Halt? halt, CancellationToken cancel) =>
        database.RunAsync(
            db => db.Durably(() => db.InTransaction(() => SqliteHalt.TryReplace(db, expected, halt))), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OrderIntent>> GetIntentsAsync(LocalDate session, CancellationToken cancel) =>
        database.RunAsync<IReadOnlyList<OrderIntent>>(db =>
            [.. Rows<SqliteIntent>(db, session, session, "rowkey").Select(row => row.ToIntent())], cancel);

    /// <inheritdoc/>
    public Task<bool> SaveTradeAsync(TradeRow trade, CancellationToken cancel) =>
        database.RunAsync(db => db.InTransaction(() => Save(
            db, SqliteTrade.Of(trade), stored => trade.MayReplace(stored.ToTrade()))), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TradeRow>> GetTradesAsync(LocalDate first, LocalDate last, CancellationToken cancel) =>
        database.RunAsync<IReadOnlyList<TradeRow>>(db =>
            [.. Rows<SqliteTrade>(db, first, last, "rowkey, session").Select(row => row.ToTrade())], cancel);

    /// <inheritdoc/>
    public Task<bool> TryStartJobAsync(JobRunRow run, CancellationToken cancel) =>
        database.RunAsync(db => Insert(db, SqliteJobRun.Of(run)), cancel);

    /// <inheritdoc/>
    public Task<bool> TryReplaceJobAsync(JobRunRow expected, JobRunRow replacement, CancellationToken cancel)
    {
        JournalRules.RequireSameRun(expected, replacement);
        var row = SqliteTable<SqliteJobRun>.Sealed(JobRunReplacement.Of(expected, replacement));
        return database.RunAsync(db => db.Execute(ReplaceJob, row) == 1, cancel);
    }

    /// <inheritdoc/>
    public Task<JobRunRow?> GetJobAsync(LocalDate session, JobKey key, CancellationToken cancel) =>
        database.RunAsync(db => db.InTransaction(() =>
        {
            var row = new { Session = session, Rowkey = $"{key}" };
            if (db.Rows<SqliteJobRun>(SqliteTable<SqliteJobRun>.Find, row) is [var run]) return run.ToJobRun();
            // A run that cannot be found must not be taken for one that never was.
            SqliteSeals.VerifyCount<SqliteJobRun>(db, session);
            return null;
        }, toRead: true), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobRunRow>> GetJobsAsync(LocalDate session, CancellationToken cancel) =>
        database.RunAsync<IReadOnlyList<JobRunRow>>(db =>
        [
            // Sorted here: a text with a fraction of a second does not sort beside one without.
            .. Rows<SqliteJobRun>(db, session, session, "rowkey").Select(row => row.ToJobRun()).OrderBy(run => run.StartedAt),
        ], cancel);

    /// <inheritdoc/>
    public Task<bool> TryAddUniverseAsync(UniverseChoice choice, CancellationToken cancel) =>
        database.RunAsync(db => Insert(db, SqliteUniverse.Of(choice)), cancel);

    /// <inheritdoc/>
    public Task<UniverseChoice?> GetUniverseAsync(LocalDate session, CancellationToken cancel) =>
        database.RunAsync(
            db => Rows<SqliteUniverse>(db, session, session, "session").SingleOrDefault()?.ToChoice(), cancel);

    /// <inheritdoc/>
    public Task SavePerformanceAsync(PerformanceRow row, CancellationToken cancel) =>
        database.RunAsync(db => db.InTransaction(() => Save(
            db, SqlitePerformance.Of(row), stored => row.MayReplace(stored.ToPerformance()))), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PerformanceRow>> GetPerformanceAsync(LocalDate first, LocalDate last, CancellationToken cancel) =>
        database.RunAsync<IReadOnlyList<PerformanceRow>>(db =>
            [.. Rows<SqlitePerformance>(db, first, last, "session").Select(row => row.ToPerformance())], cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<LocalDate>> GetSessionsAsync(CancellationToken cancel) =>
        database.RunAsync(db => db.InTransaction(() => SqliteSeals.Sessions(db), toRead: true), cancel);

    /// <inheritdoc/>
    Task<string> IIdentifiedJournal.GetIdAsync(CancellationToken cancel) => database.RunAsync(
        db => db.Query<string>("SELECT id FROM book") is [var id] ? id : throw db.Damaged("it has no id"), cancel);

    /// <summary>Closes the file, after a call that another thread is making.</summary>
    public void Dispose()
    {
        database.Dispose();
        Use?.Dispose();
    }

    private static bool Save<TRow>(SqliteDatabase db, TRow row, Func<TRow, bool> mayReplace) where TRow : class, ISqliteRow
    {
        var stored = db.Rows<TRow>(SqliteTable<TRow>.Find, row).SingleOrDefault();
        return (stored is null || mayReplace(stored))
            && db.Execute(SqliteTable<TRow>.Upsert, SqliteTable<TRow>.Sealed(row)) == 1;
    }

    private static bool Insert<TRow>(SqliteDatabase db, TRow row) where TRow : ISqliteRow =>
        db.Execute(SqliteTable<TRow>.Insert, SqliteTable<TRow>.Sealed(row)) == 1;

    private static IReadOnlyList<TRow> Rows<TRow>(SqliteDatabase db, LocalDate first, LocalDate last, string order)
        where TRow : ISqliteRow =>
        db.InTransaction(() => RowsAtOnce<TRow>(db, first, last, order), toRead: true);

    private static IReadOnlyList<TRow> RowsAtOnce<TRow>(SqliteDatabase db, LocalDate first, LocalDate last, string order)
        where TRow : ISqliteRow
    {
        var rows = db.Rows<TRow>(
            $"{SqliteTable<TRow>.Select} {OfSessions} ORDER BY {order}", new { First = first, Last = last });
        SqliteSeals.Verify(db, first, last, rows);
        return rows;
    }

    private static void InsertAll<TRow>(SqliteDatabase db, IEnumerable<TRow> rows) where TRow : ISqliteRow =>
        db.Execute(SqliteTable<TRow>.Insert, rows.Select(SqliteTable<TRow>.Sealed));

    private static int SavePredictions(SqliteDatabase db, IReadOnlyList<PredictionRow> rows) =>
        db.Execute(SavePrediction, rows.Select(row => SqliteTable<SqlitePrediction>.Sealed(SqlitePrediction.Of(row))));
}
