using Trading.Adapters.LocalStorage.Rows;
using Trading.Adapters.StorageFormats;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage;

/// <summary>
/// How many rows each part of the journal has and what their checksums add up to: a part is a table's rows of one session, the
/// open intents, or the halt. Triggers keep the table <c>seals</c>, so a row that damage makes unreadable or unfindable is
/// missed, and a row that was changed does not match.
/// </summary>
internal static class SqliteSeals
{
    /// <summary>The part of the intents that are open, which an index finds.</summary>
    public const string Open = "open";

    /// <summary>The part of the halt.</summary>
    public const string Halt = "halt";

    // The parts that belong to no session.
    private const string NoSession = "";

    /// <summary>The tables and triggers.</summary>
    public static string Schema { get; } = $"""
        CREATE TABLE seals (
            part TEXT NOT NULL, session TEXT NOT NULL, entries INTEGER NOT NULL, total INTEGER NOT NULL,
            PRIMARY KEY (part, session)) STRICT, WITHOUT ROWID;
        CREATE TABLE book (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL) STRICT;
        {string.Concat(SqliteSchema.FirstTables.Append(Halt).Select(
            table => $"ALTER TABLE {table} ADD COLUMN checksum INTEGER;"))}
        """;

    /// <summary>Fills the checksums and seals of rows that were written before there were any, and begins to keep them.</summary>
    public static void Begin(SqliteDatabase db)
    {
        Fill<SqlitePrediction>(db);
        Fill<SqliteIntent>(db);
        Fill<SqliteTrade>(db);
        Fill<SqliteJobRun>(db);
        Fill<SqlitePerformance>(db);
        SqliteHalt.Fill(db);
        db.Execute("INSERT INTO book VALUES (1, @Id)", new { Id = Guid.NewGuid().ToString("N") });
        db.Execute($"""
            INSERT INTO seals SELECT '{Halt}', '{NoSession}', count(*), coalesce(sum(checksum), 0) FROM halt;
            INSERT INTO seals SELECT '{Open}', '{NoSession}', count(*), coalesce(sum(checksum), 0) FROM intents
                WHERE {SqliteSchema.IsOpen};
            {string.Concat(SqliteSchema.FirstTables.Select(TriggersOf))}
            {Triggers(Halt, $"'{NoSession}'")}
            CREATE TRIGGER halt_deleted AFTER DELETE ON halt BEGIN
                UPDATE seals SET entries = entries - 1, total = total - old.checksum
                    WHERE part = '{Halt}' AND session = '{NoSession}'; END;
            CREATE TRIGGER open_inserted AFTER INSERT ON intents WHEN new.{SqliteSchema.IsOpen} BEGIN
                UPDATE seals SET entries = entries + 1, total = total + new.checksum
                    WHERE part = '{Open}' AND session = '{NoSession}'; END;
            CREATE TRIGGER open_updated AFTER UPDATE ON intents BEGIN
                UPDATE seals SET
                    entries = entries + (new.{SqliteSchema.IsOpen}) - (old.{SqliteSchema.IsOpen}),
                    total = total + new.checksum * (new.{SqliteSchema.IsOpen}) - old.checksum * (old.{SqliteSchema.IsOpen})
                    WHERE part = '{Open}' AND session = '{NoSession}'; END;
            """);
    }

    /// <summary>The rows of a table's sessions, as a query in the same transaction found them, are all of them.</summary>
    /// <exception cref="StorageException">They are not.</exception>
    public static void Verify<TRow>(SqliteDatabase db, LocalDate first, LocalDate last, IReadOnlyList<TRow> rows)
        where TRow : ISqliteRow =>
        Verify(
            db, $"part = '{TRow.Table}' AND session BETWEEN @First AND @Last", new { First = first, Last = last }, rows,
            $"the {TRow.Table} of {first:uuuu-MM-dd}{(first == last ? "" : $" to {last:uuuu-MM-dd}")}");

    /// <summary>The open intents or the halt that a query in the same transaction found are all there are.</summary>
    /// <exception cref="StorageException">They are not.</exception>
    public static void Verify<TRow>(SqliteDatabase db, string part, IReadOnlyList<TRow> rows) where TRow : ISqliteRow =>
        Verify(db, $"part = '{part}' AND session = '{NoSession}'", new { }, rows, part == Open ? "the open intents" : "the halt");

    /// <summary>A table has as many rows of a session as it should.</summary>
    /// <exception cref="StorageException">It has not.</exception>
    public static void VerifyCount<TRow>(SqliteDatabase db, LocalDate session) where TRow : ISqliteRow
    {
        var of = new { Session = session };
        var expected = db.Query<long>($"SELECT entries FROM seals WHERE part = '{TRow.Table}' AND session = @Session", of).Sum();
        var rows = db.Query<long>($"SELECT count(*) FROM {TRow.Table} WHERE session = @Session", of)[0];
        if (expected != rows)
            throw db.Damaged($"the {TRow.Table} of {session:uuuu-MM-dd} should be {expected} rows, and {rows} can be found");
    }

    /// <summary>The sessions that have rows, in order.</summary>
    /// <exception cref="StorageException">The tables and the seals do not agree.</exception>
    public static IReadOnlyList<LocalDate> Sessions(SqliteDatabase db)
    {
        var expected = db.Query<string>(
            $"SELECT DISTINCT session FROM seals WHERE session <> '{NoSession}' AND entries > 0 ORDER BY session");
        var found = db.Query<string>(SqliteSchema.Sessions);
        return expected.SequenceEqual(found, StringComparer.Ordinal)
            ? [.. found.Select(StoredText.ToDate)]
            : throw db.Damaged($"it should hold rows of {expected.Count} sessions, and {found.Count} can be found");
    }

    private static void Verify<TRow>(
        SqliteDatabase db, string where, object parameters, IReadOnlyList<TRow> rows, string name) where TRow : ISqliteRow
    {
        var seal = db.Query<Seal>(
            $"SELECT coalesce(sum(entries), 0) AS entries, coalesce(sum(total), 0) AS total FROM seals WHERE {where}",
            parameters)[0];
        if (seal.Entries != rows.Count)
            throw db.Damaged($"{name} should be {seal.Entries} rows, and {rows.Count} can be found");
        if (seal.Total != rows.Sum(row => row.Checksum)) throw db.Damaged($"{name} do not match their checksum");
    }

    /// <summary>The triggers that keep the seals of a table whose key begins with the session.</summary>
    public static string TriggersOf(string table) => Triggers(table, "new.session");

    private static string Triggers(string table, string session) => $"""
        CREATE TRIGGER {table}_inserted AFTER INSERT ON {table} BEGIN
            INSERT INTO seals VALUES ('{table}', {session}, 1, new.checksum) ON CONFLICT (part, session)
                DO UPDATE SET entries = entries + 1, total = total + excluded.total; END;
        CREATE TRIGGER {table}_updated AFTER UPDATE ON {table} BEGIN
            UPDATE seals SET total = total + new.checksum - old.checksum WHERE part = '{table}' AND session = {session}; END;

        """;

    private static void Fill<TRow>(SqliteDatabase db) where TRow : class, ISqliteRow
    {
        var rows = db.Query<TRow>(SqliteTable<TRow>.Select);
        foreach (var row in rows) row.Checksum = SqliteTable<TRow>.ChecksumOf(row);
        db.Execute($"UPDATE {TRow.Table} SET checksum = @Checksum WHERE session = @Session AND rowkey = @Rowkey", rows);
        db.Execute(
            $"INSERT INTO seals SELECT '{TRow.Table}', session, count(*), sum(checksum) FROM {TRow.Table} GROUP BY session");
    }

    private sealed record Seal
    {
        public long Entries { get; init; }

        public long Total { get; init; }
    }
}
