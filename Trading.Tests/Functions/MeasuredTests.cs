using System.Diagnostics;
using System.Text.Json;
using Azure.Data.Tables;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.Hosting;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Tests.Adapters.AzureStorage;
using Trading.Tests.Cli;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Functions;

/// <summary>What a tick tells to whoever watches, and that two ticks do not meet.</summary>
public sealed class MeasuredTests(Azurite azurite)
{
    private static readonly LocalDate Friday = TestExchange.Friday;
    private static readonly LocalDate Wednesday = TestExchange.Monday.PlusDays(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_scan_s_predictions_entries_refusals_and_positions_are_counted()
    {
        var (first, second) = await SmallMarketApp.Entries.Value;
        await using var exchange = await SmallMarketApp.ExchangeAsync(first);
        using var host = await SmallMarketApp.HostAsync(await azurite.FreshOrSkipAsync(), exchange);
        await host.ScanAsync();
        Assert.True(Sum(host, "trading.predictions") > 0);
        Assert.Equal(exchange.Exchange.Orders(first - Duration.FromHours(8)).Count, Sum(host, "trading.entries"));
        Assert.True(Sum(host, "trading.entries") > 0);

        await host.HaltAsync("");
        exchange.MoveTo(second);
        await host.ScanAsync();

        Assert.True(Sum(host, "trading.refusals", "reason=Halted") > 0);
        Assert.Equal(exchange.Exchange.Positions.Count, host.Measured.Last(m => m.Name == "trading.positions").Value);
    }

    [Fact]
    public async Task A_halt_and_its_end_are_measured_at_once_and_not_with_the_next_tick()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), exchange.Address());

        await host.HaltAsync("");
        await host.ResumeAsync();
        await host.ResumeAsync();

        Assert.Equal([1, 0], host.Measured.Where(m => m.Name == "trading.halted").Select(m => m.Value));
    }

    [Fact]
    public async Task The_fall_is_measured_from_the_highest_and_the_profit_since_the_session_before()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), exchange.Address());
        await host.Host.Ports!.Journal.SavePerformanceAsync(
            Rows.AnEvening(Wednesday.PlusDays(-1)) with { Equity = 125_000m, Pnl = 0m }, Cancel);
        await host.Host.Ports.Journal.SavePerformanceAsync(
            Rows.AnEvening(Wednesday) with { Equity = 99_000m, Pnl = -26_000m }, Cancel);

        await host.ScanAsync();

        Assert.Equal(0.2, Assert.Single(host.Measured, m => m.Name == "trading.drawdown").Value, 10);
        Assert.Equal(1_000, Assert.Single(host.Measured, m => m.Name == "trading.pnl").Value);
    }

    [Fact]
    public async Task After_a_night_that_was_missed_no_profit_is_measured()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), exchange.Address());
        await host.Host.Ports!.Journal.SavePerformanceAsync(
            Rows.AnEvening(Wednesday.PlusDays(-1)) with { Equity = 99_000m }, Cancel);

        await host.ScanAsync();

        Assert.DoesNotContain(host.Measured, m => m.Name == "trading.pnl");
        Assert.Contains(host.Measured, m => m.Name == "trading.equity");
    }

    [Fact]
    public async Task What_the_broker_did_not_say_this_time_is_not_measured()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), exchange.Address());
        Assert.IsType<SubmitOutcome.Accepted>(await host.Host.Exchange!.Broker.SubmitAsync(
            new OrderRequest(new ClientOrderId("somebody-else"), "FAKEA", OrderSide.Buy, 1, OrderType.Market), Cancel));
        exchange.MoveTo(At(new(10, 32)));
        await host.ScanAsync();
        Assert.Equal(1, Assert.Single(host.Measured, m => m.Name == "trading.positions").Value);
        exchange.MoveTo(At(new(10, 33)));
        exchange.Faults.Add(new FaultRule { Kind = FaultKind.ServerError, Path = "/v2/account", Status = 503 });
        exchange.Faults.Add(new FaultRule { Kind = FaultKind.ServerError, Path = "/v2/positions", Status = 503 });

        await Assert.ThrowsAsync<JobFailedException>(host.ScanAsync);

        Assert.Equal(2, (await host.Host.Ports!.Journal.GetJobsAsync(Friday, Cancel)).Count);
        Assert.Single(host.Measured, m => m.Name == "trading.positions");
        Assert.Single(host.Measured, m => m.Name == "trading.equity");
    }

    [Fact]
    public async Task A_run_s_row_that_cannot_be_read_is_a_counted_failure_with_one_sentence()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(4, 0));
        var storage = await azurite.FreshOrSkipAsync();
        using var host = new TestHost(storage, exchange.Address());
        var run = new JobRunRow(Friday, JobKind.Rebalance, At(new(4, 0)));
        await host.Host.Ports!.Journal.TryStartJobAsync(run, Cancel);
        var table = new TableClient(storage.ConnectionString, $"{storage.Prefix}jobruns");
        await table.UpdateEntityAsync(
            new TableEntity("2025-11-28", nameof(JobKind.Rebalance)) { ["StartedAt"] = "at four" }, Azure.ETag.All,
            TableUpdateMode.Merge, Cancel);

        var (failed, span) = await SpanOfAsync(async () => await Assert.ThrowsAsync<JobFailedException>(host.RebalanceAsync));

        // What is held is looked at all the same; that it cannot be written down is the failure.
        Assert.Contains("The run could not be written down: http://127.0.0.1", failed.Message, StringComparison.Ordinal);
        Assert.Contains("at four", failed.Message, StringComparison.Ordinal);
        Assert.Equal("job=Rebalance,outcome=failed", Assert.Single(host.Measured, m => m.Name == "trading.job.runs").Tags);
        Assert.Equal(ActivityStatusCode.Error, span.Status);
        await Assert.ThrowsAsync<StorageException>(
            () => new AzureTableJournal(new(storage)).TryReplaceJobAsync(run, run with { Attempt = 2 }, Cancel));
    }

    [Fact]
    public async Task A_run_that_succeeds_ends_its_span_well_and_the_calendar_was_asked_once()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(4, 0));
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), exchange.Address());

        var (_, span) = await SpanOfAsync(async () =>
        {
            await host.RebalanceAsync();
            return true;
        });
        exchange.MoveTo(At(new(10, 31)));
        await host.ScanAsync();

        Assert.Equal(ActivityStatusCode.Ok, span.Status);
        using var client = new HttpClient { BaseAddress = exchange.Url };
        var requests = JsonElement.Parse(await client.GetStringAsync("/simulator", Cancel)).GetProperty("requests");
        Assert.Equal(1, requests.GetProperty("GET /v2/calendar").GetInt64());
    }

    [Fact]
    public async Task A_tick_that_is_stopped_ends_as_stopped_and_is_no_failure()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), exchange.Address());
        exchange.Faults.Add(new FaultRule { Kind = FaultKind.Delay, Path = "/v2/positions", Milliseconds = 4_000 });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var tick = host.Jobs.TickAsync(JobKind.MinuteScan, stop.Token);
        while (exchange.Faults.InjectedCount == 0) await Task.Delay(5, Cancel);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tick);
        Assert.DoesNotContain(host.Measured, m => m.Name == "trading.job.runs");
    }

    [Fact]
    public async Task Of_two_ticks_at_once_one_waits_for_the_other()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), exchange.Address());
        exchange.Faults.Add(new FaultRule { Kind = FaultKind.Delay, Path = "/v2/positions", Milliseconds = 400 });

        var scan = host.ScanAsync();
        var rebalance = host.RebalanceAsync();
        while (exchange.Faults.InjectedCount == 0) await Task.Delay(5, Cancel);
        await Task.Delay(150, Cancel);
        Assert.Equal(1, exchange.Faults.InjectedCount);
        await Task.WhenAll(scan, rebalance);

        Assert.Equal(2, exchange.Faults.InjectedCount);
    }

    private static async Task<(T Result, Activity Span)> SpanOfAsync<T>(Func<Task<T>> work)
    {
        var ended = new List<Activity>();
        using var root = new Activity("a test").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == JobTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                // Other tests' hosts have spans too.
                if (span.TraceId == root.TraceId) ended.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var result = await work();
        return (result, Assert.Single(ended));
    }

    private static double Sum(TestHost host, string name, string tags = "") =>
        host.Measured.Where(m => m.Name == name && m.Tags.Contains(tags, StringComparison.Ordinal)).Sum(m => m.Value);

    private static Instant At(LocalTime time) => ExchangeTime.At(Friday, time);
}
