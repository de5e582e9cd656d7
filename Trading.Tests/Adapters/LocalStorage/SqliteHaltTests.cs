using Microsoft.Data.Sqlite;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Output;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Adapters.LocalStorage;

/// <summary>A halt that a program of an older version wrote.</summary>
public sealed class SqliteHaltTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_halt_of_a_program_that_did_not_mark_the_drawdown_limits_own_is_a_persons()
    {
        var halt = new Halt(Instant.FromUtc(2025, 11, 3, 15, 0), true, "news");
        using (var journal = new SqliteJournal(folder["journal.db"])) await journal.SetHaltAsync(halt, Cancel);
        using (var connection = new SqliteConnection($"Data Source={folder["journal.db"]};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "ALTER TABLE halt DROP COLUMN drawdown_equity; PRAGMA user_version = 8";
            command.ExecuteNonQuery();
        }
        using var again = new SqliteJournal(folder["journal.db"]);
        Assert.Equal(halt, (await again.GetStateAsync(Cancel)).Halt);
        Assert.True(await again.TryReplaceHaltAsync(halt, halt with { DrawdownEquity = 95_000m }, Cancel));
        Assert.Equal(95_000m, (await again.GetStateAsync(Cancel)).Halt?.DrawdownEquity);
    }
}
