using System.Text.Json;
using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Cli.Output;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Cli;

public sealed class RestoreCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_damaged_journal_is_told_kept_aside_and_replaced_by_the_newest_backup_and_the_halt_stands()
    {
        using var cli = new CliRun();
        var folder = new DataFolder(cli.Data).Book(Book.Live);
        await TradeAsync(folder, Monday, Tuesday, Wednesday);
        await cli.RunAsync("halt", "--reason", "the news");
        var damaged = await DamageAsync(folder);

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("trades"));
        Assert.Contains("trading restore", cli.Error, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("restore", "--json"));
        var result = cli.Json();
        Assert.Equal("2025-11-04", result.GetProperty("restored").GetString());
        Assert.Equal("2025-11-05", result.GetProperty("newestSession").GetString());
        Assert.True(result.GetProperty("moreMayBeLost").GetBoolean());
        Assert.Equal("the news", result.GetProperty("halt").GetProperty("reason").GetString());
        Assert.Equal(damaged, await File.ReadAllBytesAsync(result.GetProperty("movedAside").GetString()!, Cancel));

        using var journal = LocalJournal.Of(folder, null);
        Assert.Equal(
            [Monday, Tuesday, Wednesday],
            (await journal.GetTradesAsync(Monday, Wednesday, Cancel)).Select(trade => trade.Session));
        Assert.Equal("the news", (await journal.GetStateAsync(Cancel)).Halt!.Reason);
    }

    [Fact]
    public async Task Restoring_an_older_day_says_which_sessions_are_lost()
    {
        using var cli = new CliRun();
        var folder = new DataFolder(cli.Data).Book(Book.Live);
        await TradeAsync(folder, Monday, Tuesday, Wednesday);

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("restore", "--list"));
        Assert.Contains("2025-11-03", cli.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("restore", "2025-11-03"));
        Assert.Contains("2025-11-04, 2025-11-05", cli.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("restore", "2025-11-05"));
        Assert.Contains("no backup of 2025-11-05", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_was_exchanged_is_accepted_when_a_person_says_so_and_keeps_the_halt()
    {
        using var cli = new CliRun();
        var folder = new DataFolder(cli.Data).Book(Book.Live);
        await TradeAsync(folder, Monday);
        await cli.RunAsync("halt", "--reason", "the news");
        File.Delete(folder.Journal);

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("trades", "--book", "live"));
        Assert.Contains("is missing", cli.Error, StringComparison.Ordinal);
        await cli.RunAsync("status", "--book", "live");
        Assert.Contains("is missing", cli.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Journal));
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("restore", "--begin-anew"));
        Assert.Contains("HALTED since", cli.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("status", "--json"));
        Assert.Equal("the news", cli.Json().GetProperty("halt").GetProperty("reason").GetString());
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("resume"));
        await cli.RunAsync("status", "--json");
        Assert.Equal(JsonValueKind.Null, cli.Json().GetProperty("halt").ValueKind);
    }

    [Fact]
    public async Task Nothing_is_restored_while_another_process_uses_the_journal_and_a_backup_may_be_made_then()
    {
        using var cli = new CliRun();
        var folder = new DataFolder(cli.Data).Book(Book.Live);
        await TradeAsync(folder, Monday);
        using var user = LocalJournal.Of(folder, null);
        await user.GetSessionsAsync(Cancel);

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("backup", "--json"));
        Assert.True(File.Exists(cli.Json().GetProperty("backup").GetString()));
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("restore"));
        Assert.Contains("Another process uses", cli.Error, StringComparison.Ordinal);
        Assert.Equal([Monday], await user.GetSessionsAsync(Cancel));
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_and_a_damaged_journal_is_not_backed_up()
    {
        using var cli = new CliRun();
        var folder = new DataFolder(cli.Data).Book(Book.Live);
        await TradeAsync(folder, Monday, Tuesday);
        var whole = await File.ReadAllBytesAsync(folder.Journal, Cancel);
        var backup = Path.Combine(folder.Backups, "2025-11-03.db");
        var bytes = await File.ReadAllBytesAsync(backup, Cancel);
        bytes[bytes.AsSpan().IndexOf("100.25"u8)] ^= 1;
        await File.WriteAllBytesAsync(backup, bytes, Cancel);

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("restore", "2025-11-03"));
        Assert.Contains("damaged", cli.Error, StringComparison.Ordinal);
        Assert.Equal(whole, await File.ReadAllBytesAsync(folder.Journal, Cancel));

        await DamageAsync(folder);
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("backup"));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(backup, Cancel));
    }

    [Fact]
    public async Task Where_nothing_ever_ran_nothing_is_backed_up_or_restored_and_no_trace_is_left()
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("backup"));
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("restore", "--list"));
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("restore"));
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("restore", "--begin-anew"));
        Assert.Equal(ExitCode.WrongUsage, await cli.RunAsync("restore", "2025-11-03", "--list"));
        Assert.Equal(ExitCode.WrongUsage, await cli.RunAsync("restore", "yesterday"));
        Assert.False(Directory.Exists(cli.Data));
    }

    private static async Task TradeAsync(BookFolder folder, params LocalDate[] sessions)
    {
        using var journal = LocalJournal.Of(folder, 30);
        foreach (var session in sessions) await journal.TradeAsync(session, Cancel);
    }

    // One digit of a price.
    private static async Task<byte[]> DamageAsync(BookFolder folder)
    {
        var bytes = await File.ReadAllBytesAsync(folder.Journal, Cancel);
        bytes[bytes.AsSpan().IndexOf("100.25"u8)] ^= 1;
        await File.WriteAllBytesAsync(folder.Journal, bytes, Cancel);
        return bytes;
    }
}
