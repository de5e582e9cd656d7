namespace Trading.Adapters.LocalStorage;

/// <summary>
/// The journal's tables. A person may read them with the <c>sqlite3</c> shell: instants are ISO 8601 in UTC, money is decimal
/// text, enums are names.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>The tables of the first version. It stands first, because the steps are made from it.</summary>
    public static readonly IReadOnlyList<string> FirstTables = ["predictions", "intents", "trades", "jobruns", "performance"];

    /// <summary>The tables whose key begins with the session.</summary>
    public static readonly IReadOnlyList<string> Tables = [.. FirstTables, "universe", "packed_predictions"];

    /// <summary>The version of the tables, kept in the file as <c>user_version</c>; each step raises it by one.</summary>
    public static int Version => Steps.Count;

    /// <summary>The statements that lead from each version to the next; a published step never changes.</summary>
    public static IReadOnlyList<string> Steps { get; } =
        [Tables1, Halt2, Minutes3, Base4, SqliteSeals.Schema, Stops6, Universe7, Packed8, Drawdown9];

    /// <summary>The table of the sessions whose predictions are packed, a row a session.</summary>
    public const string Packed = "packed_predictions";

    /// <summary>The first version whose rows have checksums.</summary>
    public const int Sealed = 5;

    /// <summary>
    /// The same as <c>OrderIntent.IsOpen</c>; the partial index and the query for open intents must use the same text.
    /// </summary>
    public const string IsOpen = "status IN ('Planned', 'Working', 'Unknown', 'Holding')";

    private const string Tables1 = $"""
        CREATE TABLE predictions (
            session TEXT NOT NULL, rowkey TEXT NOT NULL,
            symbol TEXT NOT NULL, minute TEXT NOT NULL, model TEXT NOT NULL, probability REAL NOT NULL,
            features TEXT NOT NULL, reason TEXT NOT NULL, profit INTEGER, net_return REAL,
            PRIMARY KEY (session, rowkey)) STRICT, WITHOUT ROWID;
        CREATE TABLE intents (
            session TEXT NOT NULL, rowkey TEXT NOT NULL,
            symbol TEXT NOT NULL, side TEXT NOT NULL, quantity INTEGER NOT NULL, type TEXT NOT NULL,
            limit_price TEXT, stop_price TEXT, take_profit_price TEXT, extended_hours INTEGER NOT NULL,
            purpose TEXT NOT NULL, decided_at TEXT NOT NULL, based_on TEXT, reference_price TEXT NOT NULL,
            confidence REAL, model TEXT, status TEXT NOT NULL, detail TEXT NOT NULL,
            PRIMARY KEY (session, rowkey)) STRICT, WITHOUT ROWID;
        CREATE INDEX open_intents ON intents (rowkey) WHERE {IsOpen};
        CREATE TABLE trades (
            session TEXT NOT NULL, rowkey TEXT NOT NULL,
            symbol TEXT NOT NULL, quantity INTEGER NOT NULL, entry_at TEXT NOT NULL, entry_price TEXT NOT NULL,
            confidence REAL NOT NULL, model TEXT NOT NULL, exit_at TEXT, exit_price TEXT, exit_reason TEXT,
            PRIMARY KEY (session, rowkey)) STRICT, WITHOUT ROWID;
        CREATE TABLE jobruns (
            session TEXT NOT NULL, rowkey TEXT NOT NULL,
            started_at TEXT NOT NULL, attempt INTEGER NOT NULL, finished_at TEXT,
            counts TEXT, note TEXT NOT NULL, error TEXT,
            PRIMARY KEY (session, rowkey)) STRICT, WITHOUT ROWID;
        CREATE TABLE performance (
            session TEXT NOT NULL, rowkey TEXT NOT NULL,
            equity TEXT NOT NULL, pnl TEXT NOT NULL, trades INTEGER NOT NULL, wins INTEGER NOT NULL,
            max_drawdown REAL NOT NULL, predictions INTEGER NOT NULL, correct INTEGER NOT NULL, profits INTEGER NOT NULL,
            signals INTEGER NOT NULL, signals_claimed REAL NOT NULL, signals_hit INTEGER NOT NULL,
            PRIMARY KEY (session, rowkey)) STRICT, WITHOUT ROWID;
        """;

    // The table can hold one row at most.
    private const string Halt2 = """
        CREATE TABLE halt (
            one INTEGER PRIMARY KEY CHECK (one = 1), since TEXT NOT NULL, flatten INTEGER NOT NULL, reason TEXT NOT NULL) STRICT;
        """;

    // The minutes whose scan has been taken.
    private const string Minutes3 = """
        CREATE TABLE minutes (session TEXT NOT NULL, rowkey TEXT NOT NULL, PRIMARY KEY (session, rowkey)) STRICT, WITHOUT ROWID;
        """;

    private const string Base4 = "ALTER TABLE predictions ADD COLUMN base_probability REAL;";

    // The rows' checksums stay right: they leave out what is null in these columns.
    private const string Stops6 = """
        ALTER TABLE intents ADD COLUMN order_stop_price TEXT;
        ALTER TABLE intents ADD COLUMN good_til_cancelled INTEGER;
        """;

    private static string Universe7 => $"""
        CREATE TABLE universe (
            session TEXT NOT NULL, rowkey TEXT NOT NULL, choice TEXT NOT NULL, checksum INTEGER,
            PRIMARY KEY (session, rowkey)) STRICT, WITHOUT ROWID;
        {SqliteSeals.TriggersOf("universe")}
        """;

    private static string Packed8 => $"""
        CREATE TABLE {Packed} (
            session TEXT NOT NULL, rowkey TEXT NOT NULL, content BLOB NOT NULL, checksum INTEGER,
            PRIMARY KEY (session, rowkey)) STRICT;
        {SqliteSeals.TriggersOf(Packed)}
        """;

    // Null for a person's halt; the row's checksum leaves a null out.
    private const string Drawdown9 = "ALTER TABLE halt ADD COLUMN drawdown_equity TEXT;";

    /// <summary>
    /// The sessions of all tables. The query jumps from one session to the next in each key and does not read every row.
    /// </summary>
    public static readonly string Sessions = string.Join(" UNION ", Tables.Select(table => $"""
        SELECT session FROM (
            WITH RECURSIVE hop (session) AS (
                SELECT min(session) FROM {table}
                UNION ALL
                SELECT (SELECT min(session) FROM {table} WHERE session > hop.session) FROM hop WHERE hop.session IS NOT NULL)
            SELECT session FROM hop WHERE session IS NOT NULL)
        """)) + " ORDER BY session";
}
