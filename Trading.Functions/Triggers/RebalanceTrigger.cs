using Microsoft.Azure.Functions.Worker;
using Trading.Adapters.Hosting;
using Trading.Core.Scheduling;

namespace Trading.Functions.Triggers;

/// <summary>From 04:00 New York on, until it has succeeded.</summary>
public sealed class RebalanceTrigger(JobTicker jobs)
{
    /// <summary>Runs the job if it is due.</summary>
    [Function(JobName.Rebalance)]
    public Task RunAsync([TimerTrigger("%RebalanceSchedule%")] TimerInfo timer, CancellationToken cancel) =>
        jobs.TickAsync(JobName.Rebalance, cancel);
}
