using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Cli.Output;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.AlpacaApi.Faults;

namespace Trading.Tests.Cli;

public class CollectCommandTests
{
    [Fact]
    public async Task What_is_missing_is_fetched_once_and_lies_with_the_simulator()
    {
        await using var exchange = await TestExchange.StartAsync(TestExchange.Monday, new(17, 0), new ClockPace.Stepped());
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("collect", "--simulator", exchange.Address(), "--days", "4", "--json"));
        Assert.Equal(2, cli.Json().GetProperty("sessions").GetInt32());
        Assert.Equal(2 * 2 * 390, cli.Json().GetProperty("bars").GetInt64());
        Assert.Equal(["2025-11-21.parquet", "2025-11-24.parquet"],
            Directory.EnumerateFiles(Path.Combine(cli.Data, "simulator", "bars"), "*.parquet").Select(Path.GetFileName).Order(
                StringComparer.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(cli.Data, "bars")));

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("collect", "--simulator", exchange.Address(), "--days", "4"));
        Assert.Contains("Nothing is missing.", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_is_still_on_is_not_collected_and_named_symbols_are_all_there_is()
    {
        await using var exchange = await TestExchange.StartAsync(TestExchange.Monday, new(15, 0), new ClockPace.Stepped());
        using var cli = new CliRun();

        Assert.Equal(
            ExitCode.Fine,
            await cli.RunAsync("collect", "--simulator", exchange.Address(), "--days", "1", "--symbols", "FAKEB", "--json"));
        Assert.Equal("2025-11-21", cli.Json().GetProperty("last").GetString());
        Assert.Equal(390, cli.Json().GetProperty("bars").GetInt64());
    }

    [Fact]
    public async Task A_feed_that_fails_is_told_and_the_next_run_fetches_the_rest()
    {
        await using var exchange = await TestExchange.StartAsync(TestExchange.Monday, new(17, 0), new ClockPace.Stepped());
        using var cli = new CliRun();
        exchange.Faults.Add(new FaultRule { Kind = FaultKind.ServerError, Path = "/v2/stocks/bars*", Status = 503 });

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("collect", "--simulator", exchange.Address(), "--days", "4"));
        Assert.Contains("could not be fetched", cli.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is missing", cli.Out, StringComparison.Ordinal);

        exchange.Faults.Clear();
        Assert.Equal(ExitCode.Fine, await cli.RunAsync("collect", "--simulator", exchange.Address(), "--days", "4"));
        Assert.Contains("1,560 bars of 2 sessions stored.", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_it_keeps_the_pages_that_had_come()
    {
        await using var exchange = await TestExchange.StartAsync(
            TestExchange.Monday, new(17, 0), new ClockPace.Stepped(), symbols: 6);
        exchange.Faults.Add(new FaultRule { Kind = FaultKind.Delay, Path = "/v2/stocks/bars*", From = 1, Milliseconds = 60_000 });
        using var cli = new CliRun();
        using var interrupt = new CancellationTokenSource();
        var bars = new ParquetBarArchive(Path.Combine(cli.Data, "simulator", "bars"));

        var collecting = cli.RunBareAsync(
            ["--data", cli.Data, "collect", "--simulator", exchange.Address(), "--days", "11"], interrupt.Token);
        using var client = new HttpClient { BaseAddress = exchange.Url };
        while (!(await client.GetStringAsync("/simulator", TestContext.Current.CancellationToken)).Contains(
            "/v2/stocks/bars", StringComparison.Ordinal))
        {
            Assert.False(collecting.IsCompleted, cli.Error + cli.Out);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
        // The first page was sent; the second is repeated for twenty seconds.
        await Task.Delay(2_000, TestContext.Current.CancellationToken);
        await interrupt.CancelAsync();

        Assert.Equal(ExitCode.Failed, await collecting);
        Assert.Contains("what is stored stays", cli.Error, StringComparison.Ordinal);
        Assert.NotEmpty(await bars.GetSessionsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Where_nobody_listens_it_says_so_in_one_sentence()
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("collect", "--simulator", await TestExchange.NobodyAsync()));
        Assert.Contains("'trading simulate'", Assert.Single(cli.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }
}
