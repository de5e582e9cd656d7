using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.Configuration;
using NodaTime.Text;
using Trading.Adapters.Alpaca;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.AzureStorage.Sweeps;
using Trading.Adapters.Hosting;
using Trading.Adapters.Settings;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Core.Scheduling;

namespace Trading.Tests.Functions;

public sealed class AppFilesTests
{
    private static readonly IReadOnlyList<string> Timers =
        [.. JobCatalog.All.Select(entry => $"{entry.Job}").Order(StringComparer.Ordinal)];

    [Fact]
    public void The_example_settings_have_a_schedule_for_each_timer_and_no_other()
    {
        var schedules = AppFiles.ExampleSettings().Keys
            .Where(k => k.EndsWith("Schedule", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        Assert.Equal(Timers.Select(t => $"{t}Schedule"), schedules);
        Assert.Equal("dotnet-isolated", AppFiles.ExampleSettings()["FUNCTIONS_WORKER_RUNTIME"]);
    }

    [Fact]
    public void The_example_settings_start_on_the_simulator_without_a_key()
    {
        var configuration = Example();

        Assert.Empty(TradingSettingsReader.Read(configuration).Errors);
        Assert.Empty(AzureStorageOptionsReader.Read(configuration).Errors);
        Assert.Empty(new TimerSchedules(configuration).Errors);
        var alpaca = AlpacaOptionsReader.Read(configuration, "iex");
        Assert.Empty(alpaca.Errors);
        Assert.Equal(AlpacaEnvironment.Simulator, alpaca.Options!.Environment);
        Assert.Equal(SimulatorOption.DefaultPort, alpaca.Options.TradingUrl.Port);
    }

    [Fact]
    public void On_a_paper_account_the_example_settings_lack_only_the_keys()
    {
        var configuration = Example();
        configuration["Trading:Alpaca:Environment"] = "Paper";

        var error = Assert.Single(AlpacaOptionsReader.Read(configuration, "iex").Errors);
        Assert.StartsWith("No Alpaca keys", error, StringComparison.Ordinal);
        Assert.Equal(("", ""), (configuration["Trading:Alpaca:KeyId"], configuration["Trading:Alpaca:SecretKey"]));
    }

    [Fact]
    public void The_host_does_not_log_addresses_of_requests()
    {
        var levels = AppFiles.Json("host.json").GetProperty("logging").GetProperty("logLevel");
        Assert.Equal("Warning", levels.GetProperty("Microsoft.AspNetCore").GetString());
    }

    [Fact]
    public void The_host_gives_no_job_more_time_than_the_lease_of_its_run()
    {
        var host = AppFiles.Json("host.json");

        Assert.Equal("2.0", host.GetProperty("version").GetString());
        Assert.Equal("OpenTelemetry", host.GetProperty("telemetryMode").GetString());
        var timeout = LocalTimePattern.ExtendedIso.Parse(host.GetProperty("functionTimeout").GetString()!)
            .Value - LocalTime.Midnight;
        Assert.True(
            timeout.ToDuration() <= JobRunner.Lease,
                $"{timeout} is longer than a run's lease, so another attempt could run beside it.");
    }

    [Fact]
    public void A_host_does_one_slice_at_a_time_tries_it_as_often_as_the_worker_says_and_reads_what_the_asker_writes()
    {
        var queues = AppFiles.Json("host.json").GetProperty("extensions").GetProperty("queues");

        Assert.Equal((1, 0), (queues.GetProperty("batchSize").GetInt32(), queues.GetProperty("newBatchThreshold").GetInt32()));
        Assert.Equal(SweepWorker.Tries, queues.GetProperty("maxDequeueCount").GetInt32());
        Assert.Equal("base64", queues.GetProperty("messageEncoding").GetString());
    }

    [Fact]
    public void A_developer_s_settings_are_neither_committed_nor_published()
    {
        Assert.Contains("local.settings.json", AppFiles.Text(".gitignore").Split('\n'));

        var items = XDocument.Parse(AppFiles.Text("Trading.Functions/Trading.Functions.csproj")).Descendants()
            .Where(e => e.Attribute("Include") is not null)
            .ToDictionary(e => e.Attribute("Include")!.Value, StringComparer.Ordinal);
        var local = items["../local.settings.json"];
        Assert.Equal("Never", local.Attribute("CopyToPublishDirectory")?.Value);
        Assert.Equal("PreserveNewest", local.Attribute("CopyToOutputDirectory")?.Value);
        Assert.Equal("Exists('../local.settings.json')", local.Attribute("Condition")?.Value);
        var host = items["../host.json"];
        Assert.Equal("PreserveNewest", host.Attribute("CopyToOutputDirectory")?.Value);
        Assert.Equal("host.json", host.Attribute("Link")?.Value);
        Assert.Null(host.Attribute("CopyToPublishDirectory"));
    }

    [Fact]
    public void The_app_is_built_with_the_solution_in_every_configuration()
    {
        var solution = AppFiles.Text("Trading.sln");
        var entry = new Regex(
            "Trading.Functions.csproj\", \"(?<id>\\{[^}]+\\})", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        var id = entry.Match(solution).Groups["id"].Value;

        Assert.NotEmpty(id);
        foreach (var (kind, platform) in from kind in (string[])["Debug", "Release"]
                                         from platform in (string[])["Any CPU", "x64", "x86"]
                                         select (kind, platform))
            Assert.Contains($"{id}.{kind}|{platform}.Build.0 = {kind}|Any CPU", solution, StringComparison.Ordinal);
    }

    private static IConfiguration Example() => new ConfigurationBuilder()
        .AddInMemoryCollection(AppFiles.ExampleSettings()
            .Select(v => KeyValuePair.Create(v.Key.Replace("__", ":", StringComparison.Ordinal), (string?)v.Value)))
        .Build();
}
