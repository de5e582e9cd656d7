using Trading.Adapters.LocalStorage;
using Trading.Cli;
using Trading.Cli.Output;
using Trading.Core.Storage;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.AlpacaApi.Faults;

namespace Trading.Tests.Cli;

public class RunCommandTests
{
    [Fact]
    public async Task Without_keys_it_says_which_are_missing_and_nothing_is_written()
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.WrongUsage, await cli.RunAsync("run"));
        Assert.Contains("APCA_API_KEY_ID", Assert.Single(cli.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.False(Directory.Exists(cli.Data));
    }

    [Fact]
    public async Task A_simulator_is_only_looked_for_on_this_machine()
    {
        using var cli = new CliRun();

        Assert.Equal(ExitCode.WrongUsage, await cli.RunAsync("run", "--simulator", "http://example.com"));
        Assert.Contains("on this machine", cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_are_refused_end_it_with_one_sentence()
    {
        await using var exchange = await TestExchange.StartAsync(
            TestExchange.Monday, new(10, 0), new ClockPace.FollowsClient(), key: "other");
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Failed, await cli.RunAsync("run", "--simulator", exchange.Address()));
        Assert.Contains("does not accept the keys", Assert.Single(cli.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Empty(cli.Out);
    }

    [Fact]
    public async Task An_exchange_that_does_not_answer_is_tried_again_until_it_is_stopped()
    {
        using var running = new InterruptibleRun("run", "--simulator", await TestExchange.NobodyAsync());

        await running.Out.WaitForAsync("did not answer");

        Assert.Equal(ExitCode.Fine, await running.StopAsync());
        Assert.Contains("stopped before the exchange had answered", running.Out.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Symbols_are_those_of_the_settings_that_the_exchange_has()
    {
        await using var exchange = await TestExchange.StartAsync(
            TestExchange.Monday, new(10, 0), new ClockPace.FollowsClient(), symbols: 3);
        using var cli = new CliRun();

        Assert.Equal(ExitCode.Fine, await cli.RunAsync(
            "run", "--simulator", exchange.Address(), "--until", "2025-11-24T10:02", "--set", "Symbols=FAKEC,SPY"));
        Assert.Contains("symbols FAKEC\n", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interrupted_in_the_middle_of_a_job_it_finishes_that_and_nothing_more()
    {
        await using var exchange = await TestExchange.StartAsync(TestExchange.Monday, new(9, 20), new ClockPace.FollowsClient());
        exchange.Faults.Add(new FaultRule { Kind = FaultKind.Delay, Path = "/v2/stocks/bars*", Milliseconds = 1500 });
        using var running = new InterruptibleRun("run", "--simulator", exchange.Address(), "--set", "TrainingDays=5");
        await running.Out.WaitForAsync("Rebalance");

        await exchange.WaitForFaultAsync();
        Assert.Equal(ExitCode.Fine, await running.StopAsync());

        Assert.Contains(
            "finishing NightlyRetrain; Ctrl-C again leaves at once.", running.Out.ToString(), StringComparison.Ordinal);
        using var journal = new SqliteJournal(Path.Combine(running.Data, "simulator", "journal.db"));
        var night = await journal.GetJobAsync(new(2025, 11, 21), JobKind.NightlyRetrain, TestContext.Current.CancellationToken);
        Assert.NotNull(night?.FinishedAt);
        Assert.Null(night.Error);
        Assert.DoesNotContain(
            await journal.GetJobsAsync(TestExchange.Monday, TestContext.Current.CancellationToken),
            j => j.Key.Job == JobKind.MinuteScan);
    }

    [Fact]
    public async Task An_exchange_that_falls_silent_is_told_of_and_so_is_its_return()
    {
        await using var exchange = await TestExchange.StartAsync(TestExchange.Monday, new(10, 0), new ClockPace.FollowsClient());
        using var cli = new CliRun();
        exchange.Faults.Add(new FaultRule { Kind = FaultKind.LoseRequest, Path = "/v2/clock", From = 3, Times = 8 });

        Assert.Equal(ExitCode.Fine, await cli.RunAsync("run", "--simulator", exchange.Address(), "--until", "2025-11-24T10:05"));

        // The circuit breaker says it in other words once more.
        var told = cli.Out.Split('\n').Where(line => line.Contains("clock: The simulator", StringComparison.Ordinal)).ToList();
        Assert.InRange(told.Count, 1, 2);
        Assert.Equal(told.Count, told.Distinct(StringComparer.Ordinal).Count());
        Assert.Single(cli.Out.Split('\n'), line => line.Contains("clock: works again.", StringComparison.Ordinal));
        Assert.Contains("stopped, as asked", cli.Out, StringComparison.Ordinal);
    }
}
