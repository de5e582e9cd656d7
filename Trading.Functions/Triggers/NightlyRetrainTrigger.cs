using Microsoft.Azure.Functions.Worker;
using Trading.Adapters.Hosting;
using Trading.Core.Storage;

namespace Trading.Functions.Triggers;

/// <summary>From 20:00 New York on, until it has succeeded.</summary>
public sealed class NightlyRetrainTrigger(JobTicker jobs)
{
    /// <summary>Runs the job if it is due.</summary>
    [Function(nameof(JobKind.NightlyRetrain))]
    public Task RunAsync([TimerTrigger("%NightlyRetrainSchedule%")] TimerInfo timer, CancellationToken cancel) =>
        jobs.TickAsync(JobKind.NightlyRetrain, cancel);
}
