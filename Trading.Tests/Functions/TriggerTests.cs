using System.Text.Json;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.Hosting;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;
using Trading.Simulation.AlpacaApi;
using Trading.Tests.Adapters.AzureStorage;
using Trading.Tests.Cli;

namespace Trading.Tests.Functions;

/// <summary>Each trigger for real: Blob and Table Storage by Azurite, Alpaca by the simulator, over HTTP.</summary>
public sealed class TriggerTests(Azurite azurite)
{
    private static readonly LocalDate Friday = TestExchange.Friday;

    [Fact]
    public async Task A_day_of_timers_scans_closes_and_retrains_and_the_status_tells_of_it()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(4, 0));
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), exchange.Address());

        await host.RebalanceAsync();
        await host.RebalanceAsync();
        MoveTo(exchange, new(10, 31));
        await host.ScanAsync();
        await host.ScanAsync();
        MoveTo(exchange, new(12, 56));
        await host.CloseAsync();
        MoveTo(exchange, new(13, 0));
        await host.CloseAsync();

        var runs = await host.Host.Ports!.Journal.GetJobsAsync(Friday, TestContext.Current.CancellationToken);
        Assert.Equal(["Rebalance", "MinuteScan_1031", "EndOfDayClose_1256", "EndOfDayClose"], runs.Select(r => $"{r.Key}"));
        Assert.All(runs, r => Assert.True(r.Succeeded, r.Error));

        var status = JsonElement.Parse((await host.StatusAsync()).Content!);
        Assert.Equal("Simulated", status.GetProperty("mode").GetString());
        Assert.False(status.GetProperty("isOpen").GetBoolean());
        Assert.Equal("EndOfDayClose", status.GetProperty("jobs")[2].GetProperty("last").GetProperty("key").GetString());
        Assert.All(status.GetProperty("health").EnumerateArray(), h =>
            Assert.Equal(JsonValueKind.Null, h.GetProperty("error").ValueKind));
        Assert.Contains("Jobs", (await host.DashboardAsync()).Content, StringComparison.Ordinal);
        Assert.Equal(
            4, host.Measured.Count(m => m.Name == "trading.job.runs" && m.Tags.EndsWith("outcome=ok", StringComparison.Ordinal)));
        Assert.Equal(0, Assert.Single(host.Measured, m => m.Name == "trading.not_flat").Value);
        Assert.Contains(host.Measured, m => m.Name == "trading.equity" && m.Value == 100_000);
    }

    [Fact]
    public async Task The_night_s_training_runs_once_and_leaves_a_model()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(20, 0));
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), exchange.Address(), null, ("TrainingDays", "14"));

        await host.RetrainAsync();
        await host.RetrainAsync();

        var run = Assert.Single(await host.Host.Ports!.Journal.GetJobsAsync(Friday, TestContext.Current.CancellationToken));
        Assert.True(run.Succeeded, run.Error);
        Assert.True(run.Result is RetrainResult { SessionsFetched: > 5 }, run.Note);
        Assert.Single(host.Measured, m => m.Name == "trading.job.runs");
        Assert.DoesNotContain(host.Measured, m => m.Name.StartsWith("trading.accuracy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_night_after_a_session_with_predictions_measures_how_right_they_were()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(20, 0));
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), exchange.Address(), null, ("TrainingDays", "14"));
        var cancel = TestContext.Current.CancellationToken;
        await host.Host.Ports!.Journal.SavePredictionsAsync(Friday,
            [.. Enumerable.Range(0, 3).Select(
                minute => new PredictionRow(
                Friday, "FAKEA", ExchangeTime.At(Friday, new(11, minute)), "m", 0.6f, 0, ReasonCode.BelowMinConfidence))],
                cancel);

        await host.RetrainAsync();

        var row = Assert.Single(await host.Host.Ports.Journal.GetPerformanceAsync(Friday, Friday, cancel));
        Assert.Equal(3, row.Predictions);
        Assert.Equal(
            (row.Correct / 3.0, "session=2025-11-28"), host.Measured.Where(m => m.Name == "trading.accuracy")
            .Select(m => (m.Value, m.Tags)).Single());
        Assert.Equal(
            Math.Max(row.Profits, 3 - row.Profits) / 3.0, Assert.Single(host.Measured, m => m.Name == "trading.accuracy.majority")
            .Value);
    }

    [Fact]
    public async Task A_position_left_after_the_close_fails_the_invocation_and_is_measured()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(12, 30));
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), exchange.Address());
        var bought = await host.Host.Exchange!.Broker.SubmitAsync(
            new OrderRequest(new ClientOrderId("somebody-else"), "FAKEA", OrderSide.Buy, 1, OrderType.Market),
                TestContext.Current.CancellationToken);
        Assert.IsType<SubmitOutcome.Accepted>(bought);
        MoveTo(exchange, new(13, 0));

        var failed = await Assert.ThrowsAsync<JobFailedException>(host.CloseAsync);

        Assert.Contains("Not flat after the close of 2025-11-28: 1 FAKEA", failed.Message, StringComparison.Ordinal);
        Assert.Equal("job=EndOfDayClose,outcome=failed", Assert.Single(host.Measured, m => m.Name == "trading.job.runs").Tags);
        Assert.Equal(1, Assert.Single(host.Measured, m => m.Name == "trading.not_flat").Value);
        Assert.Contains("Not flat", (await host.DashboardAsync()).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Halt_and_resume_stand_in_the_journal_and_on_the_page()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), exchange.Address());

        Assert.Equal(200, (await host.HaltAsync("?flatten=true&reason=%3Cb%3Ewait")).StatusCode);
        var halt = (await host.Host.Ports!.Journal.GetStateAsync(TestContext.Current.CancellationToken)).Halt;
        Assert.True(halt is { Flatten: true, Reason: "<b>wait" });
        Assert.Contains("&lt;b&gt;wait", (await host.DashboardAsync()).Content, StringComparison.Ordinal);

        // A second halt takes nothing of the first back.
        Assert.Equal(200, (await host.HaltAsync("")).StatusCode);
        Assert.Equal(halt, (await host.Host.Ports!.Journal.GetStateAsync(TestContext.Current.CancellationToken)).Halt);

        Assert.Equal(200, (await host.ResumeAsync()).StatusCode);
        Assert.Null((await host.Host.Ports.Journal.GetStateAsync(TestContext.Current.CancellationToken)).Halt);
    }

    [Theory]
    [InlineData("?flatten=1")]
    [InlineData("?flatten=yes")]
    [InlineData("?flatten=")]
    [InlineData("?flatten")]
    [InlineData("?flatten=true&flatten=false")]
    public async Task A_halt_that_asks_unclearly_for_a_sale_is_refused_and_halts_nothing(string query)
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), exchange.Address());

        var answer = await host.HaltAsync(query);

        Assert.Equal(
            (400, "Nothing is halted: flatten is true or false, as in halt?flatten=true, or is left out."),
            (answer.StatusCode, answer.Content));
        Assert.Null((await host.Host.Ports!.Journal.GetStateAsync(TestContext.Current.CancellationToken)).Halt);
    }

    [Theory]
    [InlineData("?flatten=false", false)]
    [InlineData("?flatten=True", true)]
    [InlineData("?reason=news", false)]
    public async Task A_halt_sells_everything_when_it_says_so(string query, bool flatten)
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), exchange.Address());

        Assert.Equal(200, (await host.HaltAsync(query)).StatusCode);

        Assert.Equal(
            flatten, (await host.Host.Ports!.Journal.GetStateAsync(TestContext.Current.CancellationToken)).Halt!.Flatten);
    }

    [Fact]
    public async Task With_wrong_keys_every_trigger_fails_with_the_sentence_and_the_status_shows_it()
    {
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), "http://elsewhere.example");

        foreach (var fire in (Func<Task>[])[host.ScanAsync, host.RebalanceAsync, host.CloseAsync, host.RetrainAsync])
            Assert.Contains(
                "Trading__Alpaca__SimulatorUrl", (await Assert.ThrowsAsync<JobFailedException>(fire)).Message,
                StringComparison.Ordinal);

        Assert.Contains("Trading__Alpaca__SimulatorUrl", (await host.StatusAsync()).Content, StringComparison.Ordinal);
        Assert.Equal(200, (await host.HaltAsync("")).StatusCode);
        Assert.Empty(await host.Host.Ports!.Journal.GetJobsAsync(Friday, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task With_wrong_settings_nothing_runs_and_the_status_says_which()
    {
        using var host = new TestHost(
            new AzureStorageOptions { ConnectionString = "UseDevelopmentStorage=true" }, "http://127.0.0.1:1", null,
            ("MinConfidence", "7"));

        Assert.Contains(
            "Trading__MinConfidence is '7'", (await Assert.ThrowsAsync<JobFailedException>(host.ScanAsync)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Trading__MinConfidence is \\u00277\\u0027", (await host.StatusAsync()).Content, StringComparison.Ordinal);
        Assert.Contains("Trading__MinConfidence is &#39;7&#39;", (await host.DashboardAsync()).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_trading_setting_keeps_nobody_from_halting_and_resuming()
    {
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), "http://127.0.0.1:1", null, ("MinConfidence", "7"));

        var halted = await host.HaltAsync("?flatten=true");

        Assert.Equal(200, halted.StatusCode);
        Assert.Contains("Trading__MinConfidence is '7'", halted.Content, StringComparison.Ordinal);
        Assert.True((await host.Host.Journal!.GetStateAsync(TestContext.Current.CancellationToken)).Halt is { Flatten: true });
        Assert.Equal(1, Assert.Single(host.Measured, m => m.Name == "trading.halted").Value);
        Assert.Equal(200, (await host.ResumeAsync()).StatusCode);
        Assert.Null((await host.Host.Journal.GetStateAsync(TestContext.Current.CancellationToken)).Halt);
    }

    private static void MoveTo(SimulatorServer exchange, LocalTime time) => exchange.MoveTo(ExchangeTime.At(Friday, time));
}
