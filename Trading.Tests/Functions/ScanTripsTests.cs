using System.Text.Json;
using Trading.Cli.Output;
using Trading.Core.Storage;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.Markets;
using Trading.Tests.Adapters.Alpaca;
using Trading.Tests.Adapters.AzureStorage;
using Trading.Tests.Cli;

namespace Trading.Tests.Functions;

/// <summary>What a minute costs in requests. How long it takes is measured in Trading.Benchmarks.</summary>
public sealed class ScanTripsTests(Azurite azurite)
{
    private static readonly LocalDate Friday = TestExchange.Friday;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_warm_scan_of_ten_symbols_that_trades_nothing_asks_storage_five_questions_and_the_broker_three()
    {
        await using var exchange = await TestExchange.StartAsync(
            Friday, new(10, 31, 5), new ClockPace.Timed(1), SyntheticMarketKind.Noise, symbols: 10);
        await using var relay = await StorageRelay.BeforeAsync(await azurite.FreshOrSkipAsync(), Cancel);
        var time = new ManualTime();
        using var host = await SmallMarketApp.HostAsync(relay.Options, exchange, time, ("Promotion", "Proven"));
        await host.ScanAsync();
        var before = Served(exchange);
        relay.Watch();
        exchange.MoveTo(exchange.Now + Duration.FromMinutes(1));
        time.Pass(TimeSpan.FromMinutes(1));

        await host.ScanAsync();

        var runs = await host.Host.Ports!.Journal.GetJobsAsync(Friday, Cancel);
        Assert.True(runs.Count(run => run.Result is ScanResult { Predictions: 10 }) == 2,
            string.Join("; ", runs.Select(run => $"{run.Key} {string.Join(",", run.Result!.Counts)} {run.Note} {run.Error}")));
        var asked = Served(exchange).Select(r => (r.Key, Count: r.Value - before.GetValueOrDefault(r.Key))).Where(
            r => r.Count > 0).ToList();
        var broker = asked.Where(r => !r.Key.Contains("/stocks/", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, broker.Sum(r => r.Count));
        Assert.Equal(
            ["account", "orders", "positions"], broker.Select(r => r.Key[(r.Key.LastIndexOf('/') + 1)..])
            .Order(StringComparer.Ordinal));
        Assert.Equal(1, asked.Except(broker).Sum(r => r.Count));
        // The look into the journal above is a sixth.
        Assert.Equal(5 + 1, relay.Requests.Count);
    }

    private static Dictionary<string, long> Served(SimulatorServer exchange)
    {
        using var client = new HttpClient { BaseAddress = exchange.Url };
        return JsonElement.Parse(client.GetStringAsync("/simulator", Cancel).GetAwaiter().GetResult())
            .GetProperty("requests").EnumerateObject().ToDictionary(r => r.Name, r => r.Value.GetInt64(), StringComparer.Ordinal);
    }
}
