using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Adapters.Hosting;
using Trading.Cli.Output;
using Trading.Core.Storage;
using Trading.Reporting;
using Trading.Tests.Adapters.AzureStorage;
using Trading.Tests.Adapters.Notifications;
using Trading.Tests.Cli;

namespace Trading.Tests.Functions;

/// <summary>The app tells people before a tick has ended, because its instance may be frozen then.</summary>
public sealed class NotifiedHostTests(Azurite azurite)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_that_cannot_begin_is_told_when_its_tick_has_ended_and_told_once()
    {
        using var receiver = new LoopbackReceiver();
        await using var app = App(("Notify:Webhook:Url", receiver.Address("/hook")), ("Trading:MinConfidence", "7"));
        var jobs = app.GetRequiredService<JobTicker>();

        await Assert.ThrowsAsync<JobFailedException>(() => jobs.TickAsync(JobKind.MinuteScan, Cancel));
        var first = Assert.Single(receiver.Requests);
        await Assert.ThrowsAsync<JobFailedException>(() => jobs.TickAsync(JobKind.MinuteScan, Cancel));

        Assert.Single(receiver.Requests);
        Assert.Equal(("StepFailed", "Critical"), (
            first.Json.GetProperty("kind").GetString(), first.Json.GetProperty("level").GetString()));
        Assert.Contains("Trading__MinConfidence is '7'", first.Json.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_setting_of_notifications_stops_no_job_and_stands_in_the_status()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        using var receiver = new LoopbackReceiver();
        var storage = await azurite.FreshOrSkipAsync();
        await using var app = App(
            ("Notify:Slack:Url", "nonsense"), ("Notify:Webhook:Url", receiver.Address("/hook")),
            ("Trading:Alpaca:Environment", "Simulator"), ("Trading:Alpaca:SimulatorUrl", exchange.Address()),
            ("Trading:Storage:ConnectionString", storage.ConnectionString!));

        var run = await app.GetRequiredService<JobTicker>().TickAsync(JobKind.MinuteScan, Cancel);
        var halt = await app.GetRequiredService<HaltSwitch>().HaltAsync(false, "news", Cancel);
        var report = await app.GetRequiredService<HostStatus>().ReadAsync(Cancel);

        Assert.Null(run!.Error);
        Assert.True(halt.IsDone);
        Assert.Equal("Simulated: HALTED", Assert.Single(receiver.Titles));
        Assert.Contains(report.Health, h => h.Part == "settings"
            && h.Error!.StartsWith("Notify__Slack__Url is not an address", StringComparison.Ordinal));
    }

    private static ServiceProvider App(params (string Name, string Value)[] settings) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
        .AddTradingHost(
            new ConfigurationBuilder().AddInMemoryCollection(
                settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build(),
            (notification, mode) => NotificationText.Of(notification, mode))
        .BuildServiceProvider();
}
