using Microsoft.Azure.Functions.Worker;
using Trading.Adapters.AzureStorage.Sweeps;
using Trading.Adapters.Hosting;

namespace Trading.Functions.Triggers;

/// <summary>Sets a slice aside that failed too often, so that whoever asked for the sweep is told which.</summary>
public sealed class SweepPoisonTrigger(HostSweeps sweeps)
{
    /// <summary>Sets the slice aside.</summary>
    [Function("SweepPoison")]
    public Task RunAsync([QueueTrigger(SweepWorker.PoisonQueue)] string message, CancellationToken cancel) =>
        sweeps.SetAsideAsync(message, cancel);
}
