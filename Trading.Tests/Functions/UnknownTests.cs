using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Adapters.Hosting;
using Trading.Cli.Output;
using Trading.Core.Orders;
using Trading.Reporting;
using Trading.Reporting.Dashboard;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.Markets;
using Trading.Tests.Adapters.AzureStorage;
using Trading.Tests.Cli;

namespace Trading.Tests.Functions;

/// <summary>What is not known is not shown as known.</summary>
public sealed class UnknownTests(Azurite azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Live", TradingMode.Live, "REAL MONEY")]
    [InlineData("Paper", TradingMode.Paper, "paper")]
    [InlineData("Nonsense", null, "account unknown")]
    [InlineData(null, TradingMode.Paper, "paper")]
    public async Task Settings_that_cannot_be_read_tell_the_account_as_far_as_they_do(
        string? environment, TradingMode? mode, string shown)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            [new("Trading:MinConfidence", "7"), new("Trading:Alpaca:Environment", environment)]).Build();
        using var host = TradingHost.Of(configuration, NullLoggerFactory.Instance);
        using var status = new HostStatus(host);

        var report = await status.ReadAsync(Cancel);

        Assert.Equal(mode, report.Mode);
        Assert.Equal(mode?.ToString(), JsonElement.Parse(StatusJson.Of(report)).GetProperty("mode").GetString());
        Assert.Contains(
            shown, DashboardPage.Render(report, new DashboardOptions { MinConfidence = 0.65 }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_naked_position_is_shown_as_such_and_as_unknown_while_the_journal_is_silent()
    {
        await using var relay = await StorageRelay.BeforeAsync(await azurite.FreshOrSkipAsync(), Cancel);
        await using var exchange = await TestExchange.StartAsync(
            TestExchange.Monday, new(10, 31), new ClockPace.Stepped(), SyntheticMarketKind.Noise);
        using var host = new TestHost(relay.Options, exchange.Address());
        Assert.IsType<SubmitOutcome.Accepted>(await host.Host.Exchange!.Broker.SubmitAsync(
            new OrderRequest(new ClientOrderId("somebody-else"), "FAKEA", OrderSide.Buy, 1, OrderType.Market), Cancel));
        exchange.MoveTo(exchange.Now + Duration.FromMinutes(1));

        Assert.Equal(JsonValueKind.False, await IsProtectedAsync(host));
        relay.Watch(0);
        Assert.Equal(JsonValueKind.Null, await IsProtectedAsync(host));
        Assert.DoesNotContain("is not covered by a live stop", (await host.DashboardAsync()).Content, StringComparison.Ordinal);
    }

    private static async Task<JsonValueKind> IsProtectedAsync(TestHost host) =>
        JsonElement.Parse((await host.StatusAsync()).Content!).GetProperty("positions")[0].GetProperty("isProtected").ValueKind;
}
