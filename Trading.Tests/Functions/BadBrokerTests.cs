using Trading.Adapters.Hosting;
using Trading.Cli.Output;
using Trading.Core.Events;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Tests.Adapters.AzureStorage;

namespace Trading.Tests.Functions;

/// <summary>A broker that does not answer, or does not do what it is asked.</summary>
public sealed class BadBrokerTests(Azurite azurite)
{
    [Fact]
    public async Task A_scan_whose_broker_does_not_answer_fails_writes_its_predictions_down_and_calls_nothing_flat()
    {
        var cancel = TestContext.Current.CancellationToken;
        var (minute, _) = await SmallMarketApp.Entries.Value;
        await using var exchange = await SmallMarketApp.ExchangeAsync(minute);
        using var host = await SmallMarketApp.HostAsync(await azurite.FreshOrSkipAsync(), exchange);
        exchange.Faults.Add(new FaultRule { Kind = FaultKind.ServerError, Path = "/v2/positions", Status = 503 });

        var failed = await Assert.ThrowsAsync<JobFailedException>(host.ScanAsync);

        Assert.Contains("No entry is made: the broker could not be reconciled", failed.Message, StringComparison.Ordinal);
        var day = SmallMarketApp.Day.Date;
        Assert.Contains(
            await host.Host.Ports!.Journal.GetPredictionsAsync(day, null, cancel), row => row.Reason == ReasonCode.NotReconciled);
        var run = Assert.Single(await host.Host.Ports.Journal.GetJobsAsync(day, cancel));
        Assert.False(run.Succeeded);
        Assert.Null(Assert.IsType<ScanResult>(run.Result).Positions);
        Assert.DoesNotContain(host.Measured, m => m.Name == "trading.positions");
        Assert.Equal("job=MinuteScan,outcome=failed", Assert.Single(host.Measured, m => m.Name == "trading.job.runs").Tags);
        Assert.Empty(exchange.Exchange.Orders(SmallMarketApp.Day.Open));
    }

    [Fact]
    public async Task A_refused_sale_of_any_job_is_measured()
    {
        await using var exchange = await SmallMarketApp.ExchangeAsync(SmallMarketApp.Day.Open);
        using var host = await SmallMarketApp.HostAsync(await azurite.FreshOrSkipAsync(), exchange);
        var sale = new OrderIntent(
            new OrderRequest(
                ClientOrderId.Exit(SmallMarketApp.Day.Date, "FAKEA", 1), "FAKEA", OrderSide.Sell, 5, OrderType.Market),
            OrderPurpose.EndOfDay, SmallMarketApp.Day.Date, SmallMarketApp.Day.Close, null, 100m, null, null,
            IntentStatus.Rejected);

        host.Telemetry.Emit(new OrderRefused(SmallMarketApp.Day.Close, sale));

        Assert.Contains(("trading.refusals", 1, "reason=RefusedByBroker"), host.Measured);
    }
}
