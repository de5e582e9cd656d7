using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage.Rows;

/// <summary>The row of the table <c>halt</c>, which holds one at most.</summary>
internal sealed record SqliteHalt : ISqliteRow
{
    private const string Insert =
        "INSERT INTO halt (one, since, flatten, reason, checksum, drawdown_equity) "
        + "VALUES (1, @Since, @Flatten, @Reason, @Checksum, @DrawdownEquity) ON CONFLICT (one) DO NOTHING";

    private const string Update =
        "UPDATE halt SET since = @Since, flatten = @Flatten, reason = @Reason, checksum = @Checksum, "
        + "drawdown_equity = @DrawdownEquity";

    public static string Table => SqliteSeals.Halt;

    public Instant Since { get; init; }

    public bool Flatten { get; init; }

    public string Reason { get; init; } = "";

    public long? Checksum { get; set; }

    public decimal? DrawdownEquity { get; init; }

    /// <summary>The halt that stands; null for none. Belongs into a transaction.</summary>
    public static Halt? Find(SqliteDatabase db)
    {
        var rows = db.Rows<SqliteHalt>(SqliteTable<SqliteHalt>.Select);
        SqliteSeals.Verify(db, SqliteSeals.Halt, rows);
        return rows is [var row]
            ? new(row.Since, row.Flatten, row.Reason) { DrawdownEquity = row.DrawdownEquity } : null;
    }

    /// <summary>Replaces the halt that was read; whether the wanted one stands then. Belongs into a transaction.</summary>
    public static bool TryReplace(SqliteDatabase db, Halt? expected, Halt? halt)
    {
        var standing = Find(db);
        if (standing != expected) return standing == halt;
        if (halt is null) db.Execute("DELETE FROM halt");
        else db.Execute(standing is null ? Insert : Update, SqliteTable<SqliteHalt>.Sealed(Of(halt)));
        return true;
    }

    /// <summary>Gives the row the checksum that it has not yet.</summary>
    public static void Fill(SqliteDatabase db)
    {
        foreach (var row in db.Query<SqliteHalt>(SqliteTable<SqliteHalt>.Select))
            db.Execute(Update, SqliteTable<SqliteHalt>.Sealed(row));
    }

    private static SqliteHalt Of(Halt halt) => new()
    {
        Since = halt.Since,
        Flatten = halt.Flatten,
        Reason = halt.Reason,
        DrawdownEquity = halt.DrawdownEquity,
    };
}
