using System.Text;
using System.Text.Json;
using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Cli.Checking;
using Trading.Simulation.AlpacaApi;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Cli;

/// <summary><c>doctor</c> answers with whatever is wrong.</summary>
public sealed class DoctorCommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_what_check_says_and_looks_at_the_machine_and_leaves_no_trace()
    {
        await using var exchange = await TestExchange.StartAsync(TestExchange.Monday, new(10, 0), new ClockPace.Stepped());
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("doctor", "--simulator", exchange.Address(), "--json"));

        Assert.Equal(
            [
                "program", "system", "settings", "notifications", "terminal", "time zone", "disk", "data folder", "in use",
                "credentials",
                .. ExchangeChecks.Names, "storage", "model",
            ],
            cli.Json().GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("name").GetString()!));
        Assert.Contains("TZDB", Text(cli, "time zone"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.Data));
    }

    [Fact]
    public async Task Wrong_settings_are_a_line_and_the_rest_is_looked_at()
    {
        using var cli = new CliRun();
        cli.Environment["Trading__Alpaca__Environment"] = "Moon";
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("doctor", "--json", "--set", "MinConfidence=7"));
        Assert.Equal("Bad", State(cli, "settings"));
        Assert.Contains("MinConfidence", Text(cli, "settings"), StringComparison.Ordinal);
        Assert.Contains("Trading__Alpaca__Environment", Text(cli, "credentials"), StringComparison.Ordinal);
        Assert.Equal("Good", State(cli, "data folder"));
    }

    [Fact]
    public async Task A_journal_that_is_none_is_bad_storage_in_a_folder_that_is_good()
    {
        using var cli = new CliRun();
        var journal = new DataFolder(cli.Data).Book(Book.Live).Journal;
        Directory.CreateDirectory(Path.GetDirectoryName(journal)!);
        await File.WriteAllTextAsync(journal, new string('x', 9_000), Cancel);
        Assert.Equal(ExitCode.Failed, await cli.RunAsync("doctor", "--json"));
        Assert.Equal("Bad", State(cli, "storage"));
        Assert.Equal("Good", State(cli, "data folder"));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_told_from_one_that_is_locked()
    {
        using var cli = new CliRun();
        using (var journal = LocalJournal.Of(new DataFolder(cli.Data).Book(Book.Live), null))
        {
            await journal.TradeAsync(Rows.Monday, Cancel);
            await cli.RunAsync("doctor", "--json");
            Assert.Equal("Caution", State(cli, "in use"));
            Assert.Contains("the live book by", Text(cli, "in use"), StringComparison.Ordinal);
            Assert.Equal("Good", State(cli, "data folder"));
        }
        await cli.RunAsync("doctor", "--json");
        Assert.Equal("Good", State(cli, "in use"));

        if (!OperatingSystem.IsLinux()) return;
        // Not even root makes files there.
        Assert.Equal(ExitCode.Failed, await cli.RunBareAsync(["doctor", "--json", "--data", "/proc/trading"], Cancel));
        Assert.Equal("Bad", State(cli, "data folder"));
        Assert.Contains("cannot be written", Text(cli, "data folder"), StringComparison.Ordinal);
        Assert.Equal("Good", State(cli, "in use"));
    }

    [Fact]
    public void A_pipe_is_no_terminal() =>
        Assert.Contains("plain lines", MachineChecks.Terminal(null, Encoding.UTF8).Text, StringComparison.Ordinal);

    private static JsonElement Check(CliRun cli, string name) =>
        cli.Json().GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);

    private static string Text(CliRun cli, string name) => Check(cli, name).GetProperty("text").GetString()!;

    private static string State(CliRun cli, string name) => Check(cli, name).GetProperty("state").GetString()!;
}
