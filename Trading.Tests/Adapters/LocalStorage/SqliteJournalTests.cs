using Microsoft.Data.Sqlite;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Output;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.LocalStorage;

public sealed class SqliteJournalTests : JournalContract, IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<SqliteJournal> opened = [];
    private readonly SqliteJournal journal;
    private SqliteJournal? other;

    public SqliteJournalTests() => journal = Open();

    protected override ITradingJournal Journal => journal;

    private string Path => folder["book/journal.db"];

    // Races ask for several journals at once, properties for one a sample: a new one each time would cost seconds.
    protected override ITradingJournal Reopen() => opened.Count < 6 ? Open() : other ??= Open();

    public void Dispose()
    {
        foreach (var one in opened) one.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task What_was_written_is_there_after_the_journal_was_closed()
    {
        await journal.SavePredictionsAsync(Monday, [APrediction(Monday, "SPY", 1)], Cancel);
        await journal.TryAddIntentAsync(AnIntent(Monday, "SPY", 1), Cancel);
        await journal.SaveTradeAsync(ATrade(Monday, "SPY"), Cancel);
        await journal.TryStartJobAsync(AJob(Monday, JobKind.Rebalance), Cancel);
        await journal.SavePerformanceAsync(AnEvening(Monday), Cancel);
        journal.Dispose();

        var again = Open();
        Assert.Equal([APrediction(Monday, "SPY", 1)], await again.GetPredictionsAsync(Monday, null, Cancel));
        Assert.Equal([AnIntent(Monday, "SPY", 1)], await again.GetOpenIntentsAsync(Cancel));
        Assert.Equal([ATrade(Monday, "SPY")], await again.GetTradesAsync(Monday, Monday, Cancel));
        Assert.Equal([AJob(Monday, JobKind.Rebalance)], await again.GetJobsAsync(Monday, Cancel));
        Assert.Equal([AnEvening(Monday)], await again.GetPerformanceAsync(Monday, Monday, Cancel));
    }

    [Fact]
    public async Task What_another_process_has_not_committed_is_not_seen_and_blocks_no_reader()
    {
        await journal.TryAddIntentAsync(AnIntent(Monday, "SPY", 1), Cancel);
        using (var writer = Connect())
        {
            Run(writer, "BEGIN IMMEDIATE; DELETE FROM intents;");
            Assert.Single(await journal.GetOpenIntentsAsync(Cancel));
        }
        Assert.Single(await journal.GetOpenIntentsAsync(Cancel));
        Assert.True(await journal.TryAddIntentAsync(AnIntent(Monday, "SPY", 2), Cancel));
    }

    [Fact]
    public async Task When_one_prediction_cannot_be_stored_none_is()
    {
        var rows = new[] { APrediction(Monday, "SPY", 1), APrediction(Monday, "QQQ", 1) with { NetReturn = double.NaN } };
        var error = await Assert.ThrowsAsync<StorageException>(() => journal.SavePredictionsAsync(Monday, rows, Cancel));
        Assert.Contains(Path, error.Message, StringComparison.Ordinal);
        Assert.Empty(await journal.GetPredictionsAsync(Monday, null, Cancel));
        await journal.SavePredictionsAsync(Monday, rows[..1], Cancel);
        Assert.Single(await journal.GetPredictionsAsync(Monday, null, Cancel));
    }

    [Fact]
    public void A_journal_of_a_newer_version_is_refused_with_what_to_do()
    {
        using (var connection = Connect()) Run(connection, "PRAGMA user_version = 99");
        var error = Assert.Throws<StorageException>(Open);
        Assert.Contains(Path, error.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
        Assert.Contains("99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_of_the_first_version_keeps_its_rows_and_learns_to_halt()
    {
        await journal.TryAddIntentAsync(AnIntent(Monday, "SPY", 1), Cancel);
        journal.Dispose();
        using (var connection = Connect()) Run(connection,
            Unsealed + "DROP TABLE halt; DROP TABLE minutes; ALTER TABLE predictions DROP COLUMN base_probability; "
                + "PRAGMA user_version = 1");
        var again = Open();
        await again.SetHaltAsync(new Halt(Instant.FromUtc(2025, 11, 3, 15, 0), true, ""), Cancel);
        var (open, halt) = await again.GetStateAsync(Cancel);
        Assert.Single(open);
        Assert.NotNull(halt);
    }

    [Fact]
    public async Task Predictions_of_a_program_that_kept_no_base_probability_have_none()
    {
        await journal.SavePredictionsAsync(Monday, [APrediction(Monday, "SPY", 1) with { BaseProbability = 0.4f }], Cancel);
        journal.Dispose();
        using (var connection = Connect())
            Run(connection, Unsealed + "ALTER TABLE predictions DROP COLUMN base_probability; PRAGMA user_version = 3");
        var again = Open();
        Assert.Equal([APrediction(Monday, "SPY", 1)], await again.GetPredictionsAsync(Monday, null, Cancel));
        await again.SavePredictionsAsync(Monday, [APrediction(Monday, "SPY", 2) with { BaseProbability = 0.4f }], Cancel);
        Assert.Equal([null, 0.4f], (await again.GetPredictionsAsync(Monday, null, Cancel)).Select(row => row.BaseProbability));
    }

    [Fact]
    public async Task Intents_of_a_program_that_kept_no_stop_of_their_own_are_whole_and_new_ones_keep_it()
    {
        await journal.TryAddIntentAsync(AnIntent(Monday, "SPY", 1), Cancel);
        journal.Dispose();
        using (var connection = Connect()) Run(connection, LaterTables + StoplessColumns + "PRAGMA user_version = 5");
        var again = Open();
        Assert.Equal([AnIntent(Monday, "SPY", 1)], await again.GetIntentsAsync(Monday, Cancel));
        var stop = AnIntent(Monday, "SPY", 2);
        stop = stop with
        {
            Request = stop.Request with { Type = OrderType.Stop, Bracket = null, StopPrice = 98m, GoodTilCancelled = true },
        };
        await again.TryAddIntentAsync(stop, Cancel);
        Assert.Equal([AnIntent(Monday, "SPY", 1), stop], await again.GetOpenIntentsAsync(Cancel));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(511)]
    [InlineData(4096)]
    public async Task A_file_that_was_cut_off_is_named_and_left_as_it_is(int length)
    {
        await journal.TryAddIntentAsync(AnIntent(Monday, "SPY", 1), Cancel);
        journal.Dispose();
        var start = (await File.ReadAllBytesAsync(Path, Cancel))[..length];
        await File.WriteAllBytesAsync(Path, start, Cancel);
        var error = Assert.Throws<StorageException>(Open);
        Assert.Contains("trading restore", error.Message, StringComparison.Ordinal);
        Assert.Equal(start, await File.ReadAllBytesAsync(Path, Cancel));
    }

    [Fact]
    public void A_file_that_is_no_database_is_named_and_left_as_it_is()
    {
        var text = string.Concat(Enumerable.Repeat("these are my notes ", 100));
        File.WriteAllText(folder["notes.db"], text);
        var error = Assert.Throws<StorageException>(() => new SqliteJournal(folder["notes.db"]));
        Assert.Contains(folder["notes.db"], error.Message, StringComparison.Ordinal);
        Assert.Contains("not a SQLite database", error.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(folder["notes.db"]));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_named()
    {
        File.WriteAllText(folder["file"], "");
        var error = Assert.Throws<StorageException>(() => new SqliteJournal(folder["file/journal.db"]));
        Assert.Contains(folder["file"], error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status = 'Perhaps'", "intents")]
    [InlineData("session = 'someday'", "sessions")]
    [InlineData("reference_price = 'a lot'", "a lot")]
    [InlineData("quantity = 4", "intents")]
    public async Task A_row_that_was_damaged_by_hand_is_an_error_that_names_the_file(string change, string value)
    {
        await journal.TryAddIntentAsync(AnIntent(Monday, "SPY", 1), Cancel);
        using (var connection = Connect()) Run(connection, $"UPDATE intents SET {change}");
        var error = await Assert.ThrowsAsync<StorageException>(() =>
            change.StartsWith("session", StringComparison.Ordinal) ? journal.GetSessionsAsync(Cancel)
                : journal.GetIntentsAsync(Monday, Cancel));
        Assert.Contains(Path, error.Message, StringComparison.Ordinal);
        Assert.Contains(value, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_intents_are_found_by_their_index()
    {
        await journal.TryAddIntentAsync(AnIntent(Monday, "SPY", 1), Cancel);
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN SELECT * FROM intents "
            + "WHERE status IN ('Planned', 'Working', 'Unknown', 'Holding') ORDER BY rowkey, session";
        using var plan = command.ExecuteReader();
        Assert.True(plan.Read());
        Assert.Contains("open_intents", plan.GetString(3), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_index_and_the_record_agree_on_what_is_open()
    {
        foreach (var (status, i) in Enum.GetValues<IntentStatus>().Select((status, i) => (status, i)))
            await journal.TryAddIntentAsync(AnIntent(Monday, "SPY", i, status), Cancel);
        Assert.Equal(Enum.GetValues<IntentStatus>().Where(status => AnIntent(Monday, "SPY", 1, status).IsOpen),
            (await journal.GetOpenIntentsAsync(Cancel)).Select(intent => intent.Status));
    }

    [Fact]
    public async Task The_journal_cannot_be_used_once_it_is_closed()
    {
        journal.Dispose();
        journal.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => journal.GetSessionsAsync(Cancel));
    }

    // What a journal of a program that kept no checksums does not have.
    private const string LaterTables =
        "ALTER TABLE halt DROP COLUMN drawdown_equity; DROP TABLE universe; DROP TABLE packed_predictions; ";

    private const string Unsealed =
        LaterTables + "DROP TRIGGER predictions_inserted; DROP TRIGGER predictions_updated; DROP TRIGGER intents_inserted; "
        + "DROP TRIGGER intents_updated; DROP TRIGGER trades_inserted; DROP TRIGGER trades_updated; "
        + "DROP TRIGGER jobruns_inserted; DROP TRIGGER jobruns_updated; DROP TRIGGER performance_inserted; "
        + "DROP TRIGGER performance_updated; DROP TRIGGER halt_inserted; DROP TRIGGER halt_updated; DROP TRIGGER halt_deleted; "
        + "DROP TRIGGER open_inserted; DROP TRIGGER open_updated; DROP TABLE seals; DROP TABLE book; "
        + "ALTER TABLE predictions DROP COLUMN checksum; ALTER TABLE intents DROP COLUMN checksum; "
        + "ALTER TABLE trades DROP COLUMN checksum; ALTER TABLE jobruns DROP COLUMN checksum; "
        + "ALTER TABLE performance DROP COLUMN checksum; ALTER TABLE halt DROP COLUMN checksum; " + StoplessColumns;

    private const string StoplessColumns =
        "ALTER TABLE intents DROP COLUMN order_stop_price; ALTER TABLE intents DROP COLUMN good_til_cancelled; ";

    private SqliteJournal Open()
    {
        var one = new SqliteJournal(Path);
        opened.Add(one);
        return one;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
