using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage.Rows;

/// <summary>The row of the table <c>halt</c>, which holds one at most.</summary>
internal sealed record SqliteHalt
{
    private const string Insert =
        "INSERT INTO halt (one, since, flatten, reason) VALUES (1, @Since, @Flatten, @Reason) ON CONFLICT (one) DO NOTHING";

    private const string Expected = "since = @ExpectedSince AND flatten = @ExpectedFlatten AND reason = @ExpectedReason";

    public Instant Since { get; init; }

    public bool Flatten { get; init; }

    public string Reason { get; init; } = "";

    /// <summary>The halt that stands; null for none.</summary>
    public static Halt? Find(SqliteDatabase db) =>
        db.Query<SqliteHalt>("SELECT since, flatten, reason FROM halt").SingleOrDefault() is { } row
            ? new(row.Since, row.Flatten, row.Reason) : null;

    /// <summary>Replaces the halt that was read; whether the wanted one stands then.</summary>
    public static bool TryReplace(SqliteDatabase db, Halt? expected, Halt? halt)
    {
        var changed = (expected, halt) switch
        {
            (null, null) => 0,
            (null, _) => Write(Insert),
            (_, null) => Write($"DELETE FROM halt WHERE {Expected}"),
            _ => Write($"UPDATE halt SET since = @Since, flatten = @Flatten, reason = @Reason WHERE {Expected}"),
        };
        return changed == 1 || Find(db) == halt;

        int Write(string sql) => db.ExecuteDurably(sql, new
        {
            ExpectedSince = expected?.Since,
            ExpectedFlatten = expected?.Flatten,
            ExpectedReason = expected?.Reason,
            halt?.Since,
            halt?.Flatten,
            halt?.Reason,
        });
    }
}
