using Microsoft.Azure.Functions.Worker;
using Trading.Adapters.Hosting;
using Trading.Core.Storage;

namespace Trading.Functions.Triggers;

/// <summary>Each minute of the session; a missed minute is not made good, the next one does its work.</summary>
public sealed class MinuteScanTrigger(JobTicker jobs)
{
    /// <summary>Runs the job if it is due.</summary>
    [Function(nameof(JobKind.MinuteScan))]
    public Task RunAsync([TimerTrigger("%MinuteScanSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancel) =>
        jobs.TickAsync(JobKind.MinuteScan, cancel);
}
