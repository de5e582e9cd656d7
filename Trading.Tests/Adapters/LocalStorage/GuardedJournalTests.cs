using Trading.Adapters.BookIdentity;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Output;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.LocalStorage;

public sealed class GuardedJournalContractTests : JournalContract, IDisposable
{
    private readonly TempFolder folder = new();
    private readonly List<GuardedJournal> opened = [];
    private readonly GuardedJournal journal;
    private GuardedJournal? other;

    public GuardedJournalContractTests() => journal = Open();

    protected override ITradingJournal Journal => journal;

    protected override int Samples => 10;

    protected override int Races => 5;

    protected override ITradingJournal Reopen() => opened.Count < 6 ? Open() : other ??= Open();

    public void Dispose()
    {
        foreach (var one in opened) one.Dispose();
        folder.Dispose();
    }

    private GuardedJournal Open()
    {
        var one = LocalJournal.Of(new BookFolder(folder["book"]), 30);
        opened.Add(one);
        return one;
    }
}

/// <summary>A journal that was emptied or exchanged, and a halt in two places.</summary>
public sealed class GuardedJournalTests : IDisposable
{
    private static readonly Halt News = new(Minute(Monday, 1), false, "the news");
    private readonly TempFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private BookFolder Book => new(folder["book"]);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("deleted")]
    [InlineData("emptied")]
    [InlineData("exchanged")]
    [InlineData("zeros")]
    [InlineData("cut off")]
    public async Task A_journal_that_is_not_the_book_s_is_refused_and_the_halt_still_stands(string what)
    {
        await TradeAsync(Monday, Tuesday);
        using (var journal = Open()) await journal.HaltAsync(News.Since, false, News.Reason, Cancel);
        var size = new FileInfo(Book.Journal).Length;
        File.Delete(Book.Journal);
        if (what == "emptied") await File.WriteAllTextAsync(Book.Journal, "", Cancel);
        if (what == "zeros") await File.WriteAllBytesAsync(Book.Journal, new byte[size], Cancel);
        if (what == "cut off") await File.WriteAllTextAsync(Book.Journal, "S", Cancel);
        if (what == "exchanged") new SqliteJournal(Book.Journal).Dispose();

        using var found = Open();
        foreach (var use in (Func<Task>[])
            [
                () => found.GetStateAsync(Cancel), () => found.GetSessionsAsync(Cancel),
                () => found.TryAddIntentAsync(AnIntent(Wednesday, "SPY", 1), Cancel), () => found.ResumeAsync(Cancel),
            ])
        {
            var error = await Assert.ThrowsAsync<StorageException>(use);
            Assert.Contains("trading restore", error.Message, StringComparison.Ordinal);
        }
        Assert.Equal(News, await found.GetHaltAsync(Cancel));
        Assert.NotNull(await found.FindHaltGapAsync(Cancel));
    }

    [Fact]
    public async Task A_journal_that_lost_sessions_is_refused()
    {
        await TradeAsync(Monday);
        File.Copy(Book.Journal, folder["monday.db"]);
        await TradeAsync(Tuesday, Wednesday);
        File.Copy(folder["monday.db"], Book.Journal, overwrite: true);

        using var found = Open();
        var error = await Assert.ThrowsAsync<StorageException>(() => found.GetStateAsync(Cancel));
        Assert.Contains("2025-11-04", error.Message, StringComparison.Ordinal);
        Assert.Contains("2025-11-03", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("exchanged")]
    public async Task A_journal_that_goes_while_it_is_open_is_noticed_before_the_next_session_is_written(string what)
    {
        using var open = Open();
        await open.SaveTradeAsync(ATrade(Monday, "SPY"), Cancel);
        foreach (var ending in (string[])["", "-wal", "-shm"]) File.Move($"{Book.Journal}{ending}", folder[$"moved{ending}"]);
        if (what == "exchanged") new SqliteJournal(Book.Journal).Dispose();

        foreach (var use in (Func<Task>[])
            [() => open.SaveTradeAsync(ATrade(Tuesday, "SPY"), Cancel), () => open.GetStateAsync(Cancel)])
        {
            var error = await Assert.ThrowsAsync<StorageException>(use);
            Assert.Contains("trading restore", error.Message, StringComparison.Ordinal);
        }
        Assert.Equal(News, await open.HaltAsync(News.Since, false, News.Reason, Cancel));
    }

    [Fact]
    public async Task A_journal_of_a_program_that_kept_no_file_beside_it_gets_one_at_once()
    {
        await TradeAsync(Monday, Tuesday);
        File.Delete(Book.BookFile);
        using var found = Open();
        Assert.Equal([Monday, Tuesday], await found.GetSessionsAsync(Cancel));
        Assert.True(File.Exists(Book.BookFile));
    }

    [Fact]
    public async Task A_halt_is_written_while_the_journal_cannot_be_and_stands_when_it_can_again()
    {
        await TradeAsync(Monday);
        var whole = await File.ReadAllBytesAsync(Book.Journal, Cancel);
        await File.WriteAllTextAsync(Book.Journal, "damaged", Cancel);
        using (var damaged = Open())
        {
            Assert.Equal(News, await damaged.HaltAsync(News.Since, false, News.Reason, Cancel));
            Assert.Contains(Book.Journal, (await damaged.FindHaltGapAsync(Cancel))!.Message, StringComparison.Ordinal);
            Assert.True((await damaged.HaltAsync(News.Since, true, "", Cancel)).Flatten);
        }
        await File.WriteAllBytesAsync(Book.Journal, whole, Cancel);

        using var again = Open();
        Assert.Equal(News with { Flatten = true }, (await again.GetStateAsync(Cancel)).Halt);
        Assert.True((await again.ResumeAsync(Cancel)).IsLifted);
        Assert.Null((await again.GetStateAsync(Cancel)).Halt);
        Assert.Null(await again.FindHaltGapAsync(Cancel));
    }

    [Fact]
    public async Task A_halt_is_written_while_the_file_beside_the_journal_cannot_be_and_is_not_lifted_by_half()
    {
        await TradeAsync(Monday);
        await File.WriteAllTextAsync(Book.BookFile, "{", Cancel);
        using var found = Open();
        Assert.Equal(News, await found.HaltAsync(News.Since, false, News.Reason, Cancel));
        Assert.True((await found.HaltAsync(News.Since, true, "", Cancel)).Flatten);
        Assert.NotNull(await found.FindHaltGapAsync(Cancel));
        await Assert.ThrowsAsync<StorageException>(() => found.ResumeAsync(Cancel));
        using (var journal = new SqliteJournal(Book.Journal))
            Assert.Equal(News with { Flatten = true }, await ((ITradingJournal)journal).GetHaltAsync(Cancel));
    }

    [Fact]
    public async Task Either_place_alone_halts()
    {
        await TradeAsync(Monday);
        using (var journal = new SqliteJournal(Book.Journal)) await journal.TryReplaceHaltAsync(null, News, Cancel);
        using (var found = Open())
        {
            Assert.Equal(News, (await found.GetStateAsync(Cancel)).Halt);
            Assert.True(await found.TryReplaceHaltAsync(News, News, Cancel));
            Assert.Null(await found.FindHaltGapAsync(Cancel));
        }
        using (var journal = new SqliteJournal(Book.Journal)) await journal.TryReplaceHaltAsync(News, null, Cancel);
        using (var found = Open()) Assert.Equal(News, (await found.GetStateAsync(Cancel)).Halt);
    }

    [Fact]
    public async Task The_journal_is_backed_up_when_a_new_session_begins_and_old_backups_go()
    {
        await TradeAsync(Monday, Tuesday, Wednesday);
        Assert.Equal([Monday, Tuesday], new JournalBackups(Book, 30).Sessions);
        using (var backup = new SqliteJournal(new JournalBackups(Book, 30).PathOf(Tuesday)))
            Assert.Equal(
                [Monday, Tuesday], (await backup.GetTradesAsync(Monday, Tuesday, Cancel)).Select(trade => trade.Session));
        await TradeAsync(Monday.PlusDays(40), Monday.PlusDays(41));
        Assert.Equal([Monday.PlusDays(40)], new JournalBackups(Book, 30).Sessions);
    }

    [Fact]
    public async Task The_backup_is_made_once_a_job_has_ended_and_nothing_else_waits_for_it()
    {
        await TradeAsync(Monday);
        var run = AJob(Tuesday, JobKind.Rebalance);
        using (var died = Open())
        {
            await died.SaveTradeAsync(ATrade(Tuesday, "SPY"), Cancel);
            await died.TryAddIntentAsync(AnIntent(Tuesday, "SPY", 1), Cancel);
            await died.TryStartJobAsync(run, Cancel);
        }
        Assert.Empty(new JournalBackups(Book, 30).Sessions);

        using var journal = Open();
        Assert.True(await journal.TryReplaceJobAsync(run, run with { FinishedAt = Minute(Tuesday, 2) }, Cancel));
        Assert.Equal([Monday], new JournalBackups(Book, 30).Sessions);
    }

    private async Task TradeAsync(params LocalDate[] sessions)
    {
        using var journal = Open();
        foreach (var session in sessions) await journal.TradeAsync(session, Cancel);
    }

    private GuardedJournal Open() => LocalJournal.Of(Book, 30);
}
