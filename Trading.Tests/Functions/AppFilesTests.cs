using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using NodaTime.Text;
using Trading.Adapters.Alpaca;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.Settings;
using Trading.Core.Jobs;

namespace Trading.Tests.Functions;

public sealed class AppFilesTests
{
    private static readonly string[] Timers = [JobName.EndOfDayClose, JobName.MinuteScan, JobName.NightlyRetrain, JobName.Rebalance];

    [Fact]
    public void There_are_the_eight_functions_and_each_has_its_name()
    {
        Assert.Equal(
            Timers.Concat(["Dashboard", "Halt", "Resume", "Status"]).Order(StringComparer.Ordinal),
            AppFiles.Functions.Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.All(AppFiles.Functions, f => Assert.Equal($"{f.Name}Trigger", f.Method.DeclaringType!.Name));
    }

    [Fact]
    public void No_timer_runs_on_startup_and_each_reads_its_own_setting()
    {
        var timers = AppFiles.Functions.Where(f => Timers.Contains(f.Name)).ToList();

        Assert.Equal(Timers.Length, timers.Count);
        Assert.All(timers, f =>
        {
            var timer = f.Trigger.GetCustomAttribute<TimerTriggerAttribute>();
            Assert.NotNull(timer);
            Assert.False(timer.RunOnStartup);
            Assert.Equal($"%{f.Name}Schedule%", timer.Schedule);
        });
    }

    [Theory]
    [InlineData("Status", "get", "status")]
    [InlineData("Dashboard", "get", "dashboard")]
    [InlineData("Halt", "post", "halt")]
    [InlineData("Resume", "post", "resume")]
    public void Every_http_function_asks_for_a_key(string name, string method, string route)
    {
        var function = AppFiles.Functions.Single(f => f.Name == name);
        var http = function.Trigger.GetCustomAttribute<HttpTriggerAttribute>();

        Assert.NotNull(http);
        Assert.Equal(AuthorizationLevel.Function, http.AuthLevel);
        Assert.Equal([method], http.Methods);
        Assert.Equal(route, http.Route);
        Assert.Equal(typeof(Task<IActionResult>), function.Method.ReturnType);
    }

    [Fact]
    public void The_example_settings_have_a_schedule_for_each_timer_and_no_other()
    {
        var schedules = AppFiles.ExampleSettings().Keys.Where(k => k.EndsWith("Schedule", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

        Assert.Equal(Timers.Select(t => $"{t}Schedule"), schedules);
        Assert.Equal("dotnet-isolated", AppFiles.ExampleSettings()["FUNCTIONS_WORKER_RUNTIME"]);
    }

    [Fact]
    public void The_example_settings_lack_only_the_keys()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(AppFiles.ExampleSettings().Select(v => KeyValuePair.Create(v.Key.Replace("__", ":", StringComparison.Ordinal), (string?)v.Value)))
            .Build();

        Assert.Empty(TradingSettingsReader.Read(configuration).Errors);
        Assert.Empty(AzureStorageOptionsReader.Read(configuration).Errors);
        Assert.StartsWith("No Alpaca keys", Assert.Single(AlpacaOptionsReader.Read(configuration, "iex").Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void The_host_gives_no_job_more_time_than_the_lease_of_its_run()
    {
        var host = AppFiles.Json("host.json");

        Assert.Equal("2.0", host.GetProperty("version").GetString());
        Assert.Equal("OpenTelemetry", host.GetProperty("telemetryMode").GetString());
        var timeout = LocalTimePattern.ExtendedIso.Parse(host.GetProperty("functionTimeout").GetString()!).Value - LocalTime.Midnight;
        Assert.True(timeout.ToDuration() <= JobRunner.Lease, $"{timeout} is longer than a run's lease, so another attempt could run beside it.");
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
        Assert.Equal(("PreserveNewest", "host.json"), (items["../host.json"].Attribute("CopyToOutputDirectory")?.Value, items["../host.json"].Attribute("Link")?.Value));
        Assert.Null(items["../host.json"].Attribute("CopyToPublishDirectory"));
    }

    [Fact]
    public void The_app_stands_in_the_solution_and_is_built_by_no_configuration_of_it()
    {
        var solution = AppFiles.Text("Trading.sln");
        var id = Regex.Match(solution, "Trading.Functions.csproj\", \"(?<id>\\{[^}]+\\})", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["id"].Value;

        Assert.NotEmpty(id);
        Assert.Contains($"{id}.Release|Any CPU.ActiveCfg", solution, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex($"{Regex.Escape(id)}.*Build", RegexOptions.None, TimeSpan.FromSeconds(1)), solution);
    }
}
