using Microsoft.AspNetCore.Mvc;
using Trading.Adapters.AzureStorage.Sweeps;
using Trading.Cli.Output;
using Trading.Core.Scheduling;
using Trading.Core.Storage;
using Trading.Functions.Triggers;

namespace Trading.Tests.Functions;

/// <summary>What the Functions host is told of the built app.</summary>
public sealed class FunctionMetadataTests
{
    private static readonly IReadOnlyList<string> Timers =
        [.. JobCatalog.All.Select(entry => $"{entry.Job}").Order(StringComparer.Ordinal)];

    // The scan and the close tick each minute, and the next tick does a missed one's work. The host remembers the others' ticks.
    private static readonly string[] Remembered = [nameof(JobKind.NightlyRetrain), nameof(JobKind.Rebalance)];

    [Fact]
    public void There_are_the_eleven_functions_and_each_has_its_name()
    {
        Assert.Equal(
            Timers.Concat(["Dashboard", "Halt", "Resume", "SignedIn", "Status", "SweepPoison", "SweepSlice"])
                .Order(StringComparer.Ordinal),
            FunctionMetadata.All.Select(f => f.Name));
        Assert.All(FunctionMetadata.All, f => Assert.Equal($"Trading.Functions.Triggers.{f.Name}Trigger.RunAsync", f.EntryPoint));
    }

    [Fact]
    public void No_timer_runs_on_startup_and_each_reads_its_own_setting()
    {
        var timers = FunctionMetadata.All.Where(f => f.Kind == "timerTrigger").ToList();

        Assert.Equal(Timers, timers.Select(f => f.Name));
        Assert.All(timers, f =>
        {
            Assert.Equal($"%{f.Name}Schedule%", f.Text("schedule"));
            Assert.False(IsOn(f, "runOnStartup", otherwise: false));
            Assert.Equal(Remembered.Contains(f.Name), IsOn(f, "useMonitor", otherwise: true));
            Assert.Single(f.Bindings);
        });
    }

    [Theory]
    [InlineData("Status", "get", "status", "Function")]
    [InlineData("Dashboard", "get", "dashboard", "Function")]
    [InlineData("Halt", "post", "halt", "Function")]
    [InlineData("Resume", "post", "resume", "Function")]
    // The person has signed in before App Service; without that the page is closed.
    [InlineData("SignedIn", "get", "signed-in", "Anonymous")]
    public void Every_http_function_asks_for_a_key_or_a_sign_in(string name, string method, string route, string level)
    {
        var function = FunctionMetadata.All.Single(f => f.Name == name);

        Assert.Equal("httpTrigger", function.Kind);
        Assert.Equal(level, function.Text("authLevel"));
        Assert.Equal([method], function.Trigger.GetProperty("methods").EnumerateArray().Select(m => m.GetString()!));
        Assert.Equal(route, function.Text("route"));
        Assert.Equal("http", function.Bindings[1].GetProperty("type").GetString());
        var trigger = typeof(StatusTrigger).Assembly.GetType($"Trading.Functions.Triggers.{name}Trigger")!;
        Assert.Equal(typeof(Task<IActionResult>), trigger.GetMethod("RunAsync")!.ReturnType);
    }

    [Theory]
    [InlineData("SweepSlice", SweepWorker.Queue)]
    [InlineData("SweepPoison", SweepWorker.PoisonQueue)]
    public void A_queue_of_the_host_s_own_storage_starts_the_work_of_a_sweep(string name, string queue)
    {
        var function = FunctionMetadata.All.Single(f => f.Name == name);

        Assert.Equal(("queueTrigger", queue), (function.Kind, function.Text("queueName")));
        // Without a connection's name it is AzureWebJobsStorage, which every app has.
        Assert.Null(function.Text("connection"));
        Assert.EndsWith("-poison", SweepWorker.PoisonQueue, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_else_starts_a_function() => Assert.Equal(
        ["httpTrigger", "queueTrigger", "timerTrigger"],
        FunctionMetadata.All.Select(f => f.Kind).Distinct().Order(StringComparer.Ordinal));

    private static bool IsOn(FunctionMetadata function, string name, bool otherwise) =>
        function.Trigger.TryGetProperty(name, out var value) ? value.GetBoolean() : otherwise;
}
