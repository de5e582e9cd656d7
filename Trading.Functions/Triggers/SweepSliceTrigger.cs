using Microsoft.Azure.Functions.Worker;
using Trading.Adapters.AzureStorage.Sweeps;
using Trading.Adapters.Hosting;

namespace Trading.Functions.Triggers;

/// <summary>
/// Does one slice of a sweep. The queue is in the host's own storage; a message whose worker dies comes again, and one that
/// failed five times is moved to the queue of <see cref="SweepPoisonTrigger"/>.
/// </summary>
public sealed class SweepSliceTrigger(HostSweeps sweeps)
{
    /// <summary>Does the slice.</summary>
    [Function("SweepSlice")]
    public Task RunAsync([QueueTrigger(SweepWorker.Queue)] string message, CancellationToken cancel) =>
        sweeps.RunAsync(message, cancel);
}
