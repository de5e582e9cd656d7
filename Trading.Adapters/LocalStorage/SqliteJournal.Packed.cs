using Trading.Adapters.LocalStorage.Rows;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <content>The sessions whose predictions were added whole.</content>
public sealed partial class SqliteJournal
{
    /// <inheritdoc/>
    public Task AddSessionAsync(LocalDate session, IReadOnlyList<PredictionRow> rows, CancellationToken cancel)
    {
        JournalRules.RequireSession(session, rows);
        if (rows.Count == 0) return Task.CompletedTask;
        var packed = SqliteTable<SqlitePackedPredictions>.Sealed(SqlitePackedPredictions.Of(session, rows));
        return database.RunAsync(db => db.InTransaction(() =>
            db.Query<long>(
                "SELECT count(*) FROM (SELECT 1 FROM predictions WHERE session = @Session LIMIT 1)", packed)[0] == 0
            && db.Execute(SqliteTable<SqlitePackedPredictions>.Insert, packed) == 1
                ? true
                : throw new StorageException($"The predictions of {session:uuuu-MM-dd} are stored already.")), cancel);
    }

    // A row of its own counts before the packed one of its key, unless it would lose an outcome.
    private static IReadOnlyList<PredictionRow> PredictionsOf(SqliteDatabase db, LocalDate session) =>
        db.InTransaction<IReadOnlyList<PredictionRow>>(() =>
        {
            var own = RowsAtOnce<SqlitePrediction>(db, session, session, "minute, symbol")
                .Select(row => row.ToPrediction()).ToList();
            if (RowsAtOnce<SqlitePackedPredictions>(db, session, session, "rowkey") is not [var packed]) return own;
            var whole = packed.ToPredictions();
            if (own.Count == 0) return whole;
            return
            [
                .. whole.Concat(own)
                    .GroupBy(row => (row.Minute, row.Symbol))
                    .Select(same => same.Aggregate((standing, row) => row.MayReplace(standing) ? row : standing))
                    .OrderBy(row => row.Minute).ThenBy(row => row.Symbol, StringComparer.Ordinal),
            ];
        }, toRead: true);
}
