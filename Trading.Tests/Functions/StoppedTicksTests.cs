using System.Collections.Concurrent;
using System.Diagnostics;
using Trading.Adapters.Hosting;
using Trading.Cli.Output;
using Trading.Core.Storage;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Tests.Adapters.AzureStorage;
using Trading.Tests.Cli;

namespace Trading.Tests.Functions;

/// <summary>A restart of the app asks the running ticks to stop; the alert on failed jobs tells them by their spans.</summary>
public sealed class StoppedTicksTests(Azurite azurite)
{
    private static readonly JobKind[] AllJobs = Enum.GetValues<JobKind>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_tick_that_a_stop_ends_says_so_in_its_span_whether_it_ran_or_waited()
    {
        await using var exchange = await TestExchange.StartOnFridayAsync(new(10, 31));
        using var host = new TestHost(await azurite.FreshOrSkipAsync(), exchange.Address());
        exchange.Faults.Add(new FaultRule { Kind = FaultKind.Delay, Path = "/v2/positions", Milliseconds = 4_000 });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var ended = new ConcurrentQueue<Activity>();
        using var root = new Activity("a test").SetIdFormat(ActivityIdFormat.W3C).Start();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == JobTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                // Other tests' hosts have spans too.
                if (span.TraceId == root.TraceId) ended.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(listener);

        var scan = host.Jobs.TickAsync(JobKind.MinuteScan, stop.Token);
        var others = AllJobs.Where(job => job != JobKind.MinuteScan);
        var waiting = others.Select(job => host.Jobs.TickAsync(job, stop.Token)).ToList();
        while (exchange.Faults.InjectedCount == 0) await Task.Delay(5, Cancel);
        await stop.CancelAsync();
        foreach (var tick in waiting.Append(scan)) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tick);

        Assert.Equal(
            AllJobs.Select(job => $"{job}").Order(StringComparer.Ordinal), ended.Select(span => span.OperationName)
            .Order(StringComparer.Ordinal));
        Assert.All(ended, span => Assert.Equal("stopped", span.GetTagItem("trading.outcome")));
        Assert.All(ended, span => Assert.NotEqual(ActivityStatusCode.Error, span.Status));
        Assert.DoesNotContain(host.Measured, m => m.Name == "trading.job.runs");
    }
}
