using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.AspNetCore.Mvc;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.Hosting;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Tests.Adapters.AzureStorage;
using Trading.Tests.Cli;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Functions;

/// <summary>
/// Storage that is stopped, damaged or wrong while the app trades: nothing is bought that is not written down, what is held keeps
/// its stop at the broker, the status says what is wrong, and the next good tick goes on by itself.
/// </summary>
public sealed class BadStorageTests(Azurite azurite)
{
    private static readonly Session Day = SmallMarketApp.Day;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // A scan that buys one share: state, model, predictions, intent, state again, the order's fate, the run's row; some take two.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public async Task Stopped_after_any_of_a_scan_s_requests_no_order_is_without_its_intent_and_the_next_scan_goes_on(int passing)
    {
        var (first, second) = await SmallMarketApp.Entries.Value;
        await using var relay = await StorageRelay.BeforeAsync(await azurite.FreshOrSkipAsync(), Cancel);
        await using var exchange = await SmallMarketApp.ExchangeAsync(first);
        using var host = await SmallMarketApp.HostAsync(relay.Options, exchange);
        await host.ScanAsync();
        Assert.NotEmpty(exchange.Exchange.Orders(Day.Open));
        exchange.MoveTo(second);
        var before = exchange.Exchange.Orders(Day.Open).Count;

        relay.Watch(passing);
        var failed = await Record.ExceptionAsync(host.ScanAsync);
        var whole = failed is null;
        Assert.True(whole || failed is JobFailedException, $"{failed}");
        Assert.Equal(whole, relay.Requests.Count <= passing);
        var bought = exchange.Exchange.Orders(Day.Open).Count - before;
        Assert.True(passing >= 3 || bought == 0, "An entry was made though the minute was not claimed.");
        AssertProtected(exchange);
        if (passing == 0) Assert.Contains("journal", Troubles(await host.StatusAsync()));

        relay.Watch();
        await AllIntendedAsync(host, exchange);
        exchange.MoveTo(second + Duration.FromMinutes(1));
        await host.ScanAsync();
        AssertProtected(exchange);
        Assert.Empty(Troubles(await host.StatusAsync()));
        await AgreeAtTheCloseAsync(host, exchange);
    }

    [Fact]
    public async Task An_Azurite_that_is_stopped_in_mid_scan_and_started_again()
    {
        var (first, second) = await SmallMarketApp.Entries.Value;
        using var folder = new TempFolder();
        var (azuriteHere, reason) = await AzuriteProcess.StartAsync(Cancel, folder.Path);
        if (azuriteHere is null) Assert.Skip(reason!);
        await using var stopped = azuriteHere;
        await using var exchange = await SmallMarketApp.ExchangeAsync(first);
        using var host = await SmallMarketApp.HostAsync(stopped.Fresh(), exchange);
        await host.ScanAsync();
        // The run's row is a scan's last write.
        await stopped.SavedAsync($"{JobKind.MinuteScan}_", Cancel);
        exchange.MoveTo(second);
        var before = exchange.Exchange.Orders(Day.Open).Count;

        exchange.Faults.Add(new FaultRule { Kind = FaultKind.Delay, Path = "/v2/stocks/bars", Milliseconds = 1000, Times = 1 });
        var scan = host.ScanAsync();
        while (exchange.Faults.InjectedCount == 0) await Task.Delay(5, Cancel);
        await stopped.StopAsync();
        var failed = await Assert.ThrowsAsync<JobFailedException>(() => scan);
        Assert.Contains("127.0.0.1", failed.Message, StringComparison.Ordinal);
        Assert.Equal(before, exchange.Exchange.Orders(Day.Open).Count);
        AssertProtected(exchange);
        Assert.Equal(["journal", "models"], Troubles(await host.StatusAsync()));

        await stopped.StartAgainAsync(Cancel);
        exchange.MoveTo(second + Duration.FromMinutes(1));
        await host.ScanAsync();
        Assert.Empty(Troubles(await host.StatusAsync()));
        await AgreeAtTheCloseAsync(host, exchange);
    }

    [Theory]
    [InlineData("a damaged blob", "is damaged: it does not match the checksum")]
    [InlineData("no blob", "is damaged: there is no blob")]
    [InlineData("no current.json", "current.json, which says which of them is in use, is missing")]
    [InlineData("half a current.json",
        "current.json is damaged and cannot be understood; restore an earlier version of this blob, or delete it, and the next "
        + "training writes it anew")]
    [InlineData("another schema", "was trained with feature schema 99")]
    public async Task With_a_model_that_cannot_be_used_nothing_is_bought_until_it_can(string what, string said)
    {
        var (first, second) = await SmallMarketApp.Entries.Value;
        var options = await azurite.FreshOrSkipAsync();
        await using var exchange = await SmallMarketApp.ExchangeAsync(first);
        using (var well = await SmallMarketApp.HostAsync(options, exchange)) await well.ScanAsync();
        var good = await BreakAsync(options, what);
        exchange.MoveTo(second);
        var before = exchange.Exchange.Orders(Day.Open).Count;

        // A new process has no model in its memory.
        using var host = new TestHost(options, exchange.Address(), null, ("Promotion", "Always"));
        _ = await Record.ExceptionAsync(host.ScanAsync);
        Assert.Equal(before, exchange.Exchange.Orders(Day.Open).Count);
        AssertProtected(exchange);
        var status = await host.StatusAsync();
        Assert.Contains(said, status.Content, StringComparison.Ordinal);
        Assert.Contains(said, (await host.DashboardAsync()).Content, StringComparison.Ordinal);

        await good();
        exchange.MoveTo(second + Duration.FromMinutes(1));
        await host.ScanAsync();
        Assert.Empty(Troubles(await host.StatusAsync()));
        var rows = await host.Host.Ports!.Journal.GetPredictionsAsync(Day.Date, null, Cancel);
        Assert.Equal([first, second + Duration.FromMinutes(1)], rows.Select(row => row.Minute).Distinct());
        await AgreeAtTheCloseAsync(host, exchange);
    }

    /// <summary>Does the damage; gives what undoes it.</summary>
    private static async Task<Func<Task>> BreakAsync(AzureStorageOptions options, string what)
    {
        var models = new BlobContainerClient(options.ConnectionString, $"{options.Prefix}models");
        var id = (await new AzureModelRegistry(new(options)).GetCurrentAsync(Cancel)).Current.Newest!;
        var blob = models.GetBlobClient(what switch
        {
            "no current.json" or "half a current.json" => "current.json",
            "another schema" => $"{id}/card.json",
            _ => $"{id}/model.zip",
        });
        var good = (await blob.DownloadContentAsync(Cancel)).Value;
        var bytes = good.Content.ToArray();
        await blob.DeleteAsync(cancellationToken: Cancel);
        if (!what.StartsWith("no ", StringComparison.Ordinal))
        {
            var bad = what switch
            {
                "a damaged blob" => BinaryData.FromBytes((byte[])[.. bytes[..^9], .. new byte[9]]),
                "half a current.json" => BinaryData.FromBytes(bytes[..(bytes.Length / 2)]),
                _ => BinaryData.FromString(WithSchema99(good.Content.ToString())),
            };
            await blob.UploadAsync(bad, new BlobUploadOptions { Metadata = good.Details.Metadata }, Cancel);
        }
        return () => blob.UploadAsync(good.Content, new BlobUploadOptions { Metadata = good.Details.Metadata }, Cancel);
    }

    private static string WithSchema99(string card)
    {
        var json = JsonNode.Parse(card)!;
        json["schemaVersion"] = 99;
        return json.ToJsonString();
    }

    private static string[] Troubles(ContentResult status) =>
        [.. JsonElement.Parse(status.Content!).GetProperty("health").EnumerateArray()
            .Where(part => part.GetProperty("error").ValueKind != JsonValueKind.Null).Select(
                part => part.GetProperty("part").GetString()!)];

    private static void AssertProtected(SimulatorServer exchange)
    {
        var view = new BrokerView(exchange.Exchange.Account, exchange.Exchange.Positions, exchange.Exchange.Orders(Day.Open));
        Assert.All(view.Positions, p => Assert.True(view.ProtectedShares(p.Symbol) >= p.Quantity, $"{p.Symbol} is naked"));
    }

    private static async Task AllIntendedAsync(TestHost host, SimulatorServer exchange)
    {
        var intents = (await host.Host.Ports!.Journal.GetIntentsAsync(Day.Date, Cancel)).Select(i => i.Id).ToHashSet();
        var orders = exchange.Exchange.Orders(Day.Open);
        Assert.All(orders, order => Assert.Contains(order.ClientId, intents));
        var entered = (await host.Host.Ports.Journal.GetPredictionsAsync(Day.Date, null, Cancel)).Where(
            row => row.Reason == ReasonCode.Entered);
        Assert.All(entered, row =>
            Assert.Contains(
            orders, order => order.ClientId == ClientOrderId.Entry(Day.Date, row.Minute, row.Symbol)));
    }

    private static async Task AgreeAtTheCloseAsync(TestHost host, SimulatorServer exchange)
    {
        for (var minute = Day.Close - Duration.FromMinutes(5); minute <= Day.Close; minute += Duration.FromMinutes(1))
        {
            exchange.MoveTo(minute);
            await host.CloseAsync();
        }
        await AllIntendedAsync(host, exchange);
        Assert.Empty(exchange.Exchange.Positions);
        var trades = await host.Host.Ports!.Journal.GetTradesAsync(Day.Date, Day.Date, Cancel);
        Assert.Equal(exchange.Exchange.Account.Equity - 100_000m, trades.Sum(t => t.Pnl!.Value));
        Assert.Empty(await host.Host.Ports.Journal.GetOpenIntentsAsync(Cancel));
    }
}
