using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Cli.Checking;
using Trading.Cli.Output;
using Trading.Simulation.AlpacaApi;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Cli;

public class CheckCommandTests
{
    private const string Canary = "CANARYKEY";

    [Fact]
    public async Task Against_a_simulator_nothing_is_wrong_and_looking_leaves_no_trace()
    {
        await using var exchange = await TestExchange.StartAsync(TestExchange.Monday, new(10, 0), new ClockPace.Stepped());
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("check", "--simulator", exchange.Address(), "--json"));

        Assert.True(cli.Json().GetProperty("ok").GetBoolean());
        Assert.Equal("Simulator", cli.Json().GetProperty("book").GetString());
        Assert.Equal(
            ["credentials", .. ExchangeChecks.Names, "storage", "model"],
            Checks(cli).Select(c => c.GetProperty("name").GetString()!));
        Assert.Contains("390 bars of FAKEA on 2025-11-21", Text(cli, "data feed"), StringComparison.Ordinal);
        Assert.Contains("the next one is 2025-11-24", Text(cli, "calendar"), StringComparison.Ordinal);
        Assert.Contains("2025-11-24 10:00 New York, open", Text(cli, "clock"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.Data));
    }

    [Fact]
    public async Task Where_nobody_listens_every_line_is_tried_and_says_what_to_do()
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("check", "--simulator", await TestExchange.NobodyAsync(), "--json"));

        Assert.False(cli.Json().GetProperty("ok").GetBoolean());
        Assert.All(ExchangeChecks.Names, name =>
        {
            Assert.Equal("Bad", State(cli, name));
            Assert.Contains("'trading simulate'", Text(cli, name), StringComparison.Ordinal);
        });
        Assert.Equal("Good", State(cli, "storage"));
    }

    [Fact]
    public async Task Keys_that_are_not_accepted_are_named_as_the_fault()
    {
        await using var exchange = await TestExchange.StartAsync(
            TestExchange.Monday, new(10, 0), new ClockPace.Stepped(), key: "other");
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("check", "--simulator", exchange.Address(), "--json"));
        Assert.Contains("does not accept the keys (401", Text(cli, "account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_speaks_no_http_is_red_with_a_sentence()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var greeting = GreetAsync(listener, TestContext.Current.CancellationToken);
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("check", "--simulator", $"http://{listener.LocalEndpoint}", "--json"));
        Assert.All(ExchangeChecks.Names, name => Assert.Equal("Bad", State(cli, name)));
        Assert.Contains($"{listener.LocalEndpoint}", Text(cli, "account"), StringComparison.Ordinal);
        listener.Stop();
        await greeting;
    }

    [Fact]
    public async Task Without_keys_it_says_which_are_missing_and_looks_at_the_rest()
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("check", "--json"));
        Assert.Contains("APCA_API_KEY_ID", Text(cli, "credentials"), StringComparison.Ordinal);
        Assert.Equal("Good", State(cli, "storage"));
        Assert.Equal("Caution", State(cli, "model"));
        Assert.False(Directory.Exists(cli.Data));
    }

    [Fact]
    public async Task Half_a_key_pair_is_named_without_showing_it()
    {
        using var cli = new CliRun();
        cli.Environment["Trading__Alpaca__KeyId"] = Canary;

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("check", "--verbose"));
        Assert.Contains("Trading__Alpaca__SecretKey", cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, cli.Out + cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Real_money_needs_its_second_switch()
    {
        using var cli = new CliRun();
        cli.Environment["Trading__Alpaca__Environment"] = "Live";
        cli.Environment["APCA_API_KEY_ID"] = Canary;
        cli.Environment["APCA_API_SECRET_KEY"] = Canary;

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("check", "--json"));
        Assert.Contains("Trading__Alpaca__IUnderstandThisIsRealMoney", Text(cli, "credentials"), StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, cli.Out + cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_takes_no_files_is_red()
    {
        await using var exchange = await TestExchange.StartAsync(TestExchange.Monday, new(10, 0), new ClockPace.Stepped());
        using var cli = new CliRun();
        Directory.CreateDirectory(cli.Data);
        await File.WriteAllTextAsync(
            Path.Combine(cli.Data, "simulator"), "a file in the way", TestContext.Current.CancellationToken);

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("check", "--simulator", exchange.Address(), "--json"));
        Assert.Equal("Bad", State(cli, "storage"));
        Assert.Contains("--data", Text(cli, "storage"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_is_over_and_has_no_backup_is_named()
    {
        using var cli = new CliRun();
        using (var journal = LocalJournal.Of(new DataFolder(cli.Data).Book(Book.Live), null))
        {
            await journal.TradeAsync(Rows.Monday, TestContext.Current.CancellationToken);
            await journal.TradeAsync(Rows.Tuesday, TestContext.Current.CancellationToken);
        }
        await cli.RunAsync("check", "--json");
        Assert.Equal("Caution", State(cli, "storage"));
        Assert.Contains("none after 2025-11-03", Text(cli, "storage"), StringComparison.Ordinal);

        await cli.RunAsync("backup");
        await cli.RunAsync("check", "--json");
        Assert.Equal("Good", State(cli, "storage"));
        Assert.Contains("newest backup: after 2025-11-04", Text(cli, "storage"), StringComparison.Ordinal);
    }

    private static async Task GreetAsync(TcpListener listener, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(cancel);
                await client.GetStream().WriteAsync("220 mail.example ready\r\n"u8.ToArray(), cancel);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private static List<JsonElement> Checks(CliRun cli) => [.. cli.Json().GetProperty("checks").EnumerateArray()];

    private static JsonElement Check(CliRun cli, string name) =>
        Checks(cli).Single(c => c.GetProperty("name").GetString() == name);

    private static string Text(CliRun cli, string name) => Check(cli, name).GetProperty("text").GetString()!;

    private static string State(CliRun cli, string name) => Check(cli, name).GetProperty("state").GetString()!;
}
