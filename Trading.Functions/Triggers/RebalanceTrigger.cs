using Microsoft.Azure.Functions.Worker;
using Trading.Adapters.Hosting;
using Trading.Core.Storage;

namespace Trading.Functions.Triggers;

/// <summary>From 04:00 New York on, until it has succeeded.</summary>
public sealed class RebalanceTrigger(JobTicker jobs)
{
    /// <summary>Runs the job if it is due.</summary>
    [Function(nameof(JobKind.Rebalance))]
    public Task RunAsync([TimerTrigger("%RebalanceSchedule%")] TimerInfo timer, CancellationToken cancel) =>
        jobs.TickAsync(JobKind.Rebalance, cancel);
}
