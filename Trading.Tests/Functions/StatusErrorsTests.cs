using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Adapters.Hosting;
using Trading.Cli.Output;
using Trading.Core.Status;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Tests.Adapters.AzureStorage;
using Trading.Tests.Cli;

namespace Trading.Tests.Functions;

/// <summary>What keeps jobs from running shows in the status, also where every part of the world answers.</summary>
public sealed class StatusErrorsTests(Azurite azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_simulated_exchange_that_was_started_anew_fails_the_jobs_and_shows()
    {
        var first = await SmallMarketApp.ExchangeAsync(SmallMarketApp.Day.Open);
        using var host = await SmallMarketApp.HostAsync(await azurite.FreshOrSkipAsync(), first);
        await host.ScanAsync();
        Assert.Empty(await ErrorsAsync(host));
        await first.DisposeAsync();
        await using var second = await SmallMarketApp.ExchangeAsync(SmallMarketApp.Day.Open, first.Url.Port);

        var failed = await Assert.ThrowsAsync<JobFailedException>(host.ScanAsync);

        var (part, error) = Assert.Single(await ErrorsAsync(host));
        Assert.Equal("clock", part);
        Assert.StartsWith("Another simulated exchange than before answers", error, StringComparison.Ordinal);
        Assert.Contains(error, failed.Message, StringComparison.Ordinal);
        var page = (await host.DashboardAsync()).Content;
        Assert.Contains("Another simulated exchange than before", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v2/clock", "clock")]
    [InlineData("/v2/assets*", "symbols")]
    public async Task A_simulator_that_does_not_tell_its_time_or_its_symbols_shows(string path, string part)
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), exchange.Address());
        exchange.Faults.Add(new FaultRule { Kind = FaultKind.ServerError, Path = path, Status = 503 });

        var (named, error) = Assert.Single(await ErrorsAsync(host));

        Assert.Equal(part, named);
        Assert.Contains(path.TrimEnd('*'), error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_at_all_is_named_once()
    {
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), await TestExchange.NobodyAsync());

        Assert.Equal(["broker", "market data"], (await ErrorsAsync(host)).Select(e => e.Part));
    }

    [Theory]
    [InlineData("MinuteScanSchedule", "MinuteScan")]
    [InlineData("RebalanceSchedule", "Rebalance")]
    [InlineData("EndOfDayCloseSchedule", "EndOfDayClose")]
    [InlineData("NightlyRetrainSchedule", "NightlyRetrain")]
    public async Task A_missing_schedule_whose_timer_the_host_disables_is_named(string setting, string job)
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        var storage = await azurite.FreshOrSkipAsync();
        var configuration = Configuration(
            [
                .. AppFiles.Schedules().Select(s => ($"{s.Key}Schedule", s.Value)).Where(s => s.Item1 != setting),
                ("Trading:Alpaca:Environment", "Simulator"), ("Trading:Alpaca:SimulatorUrl", exchange.Address()),
                ("Trading:Storage:ConnectionString", storage.ConnectionString!),
            ]);
        using var app = new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddTradingHost(configuration).BuildServiceProvider();

        var report = await app.GetRequiredService<HostStatus>().ReadAsync(Cancel);

        var said = $"The setting {setting} is missing, so no timer starts {job}: set it to a cron of six fields, in UTC.";
        Assert.Equal(new Health("settings", said), Assert.Single(report.Health, h => h.Error is not null));
    }

    [Fact]
    public async Task Wrong_settings_and_missing_schedules_are_both_named()
    {
        var configuration = Configuration([("Trading:MinConfidence", "7"), ("MinuteScanSchedule", " ")]);
        using var host = TradingHost.Of(configuration, NullLoggerFactory.Instance);
        using var status = new HostStatus(host, new TimerSchedules(configuration));

        var report = await status.ReadAsync(Cancel);

        Assert.Equal(4, report.Health.Count(h => h.Error!.Contains("so no timer starts", StringComparison.Ordinal)));
        Assert.Contains(report.Health, h => h.Error!.Contains("Trading__MinConfidence is '7'", StringComparison.Ordinal));
    }

    private static IConfiguration Configuration(IEnumerable<(string Name, string Value)> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)))
        .Build();

    private static async Task<IReadOnlyList<(string Part, string Error)>> ErrorsAsync(TestHost host) =>
        [.. JsonElement.Parse((await host.StatusAsync()).Content!).GetProperty("health").EnumerateArray()
            .Where(part => part.GetProperty("error").ValueKind == JsonValueKind.String)
            .Select(part => (part.GetProperty("part").GetString()!, part.GetProperty("error").GetString()!))];
}
