using Microsoft.Azure.Functions.Worker;
using Trading.Adapters.Hosting;
using Trading.Core.Storage;

namespace Trading.Functions.Triggers;

/// <summary>Each minute from five minutes before the close, and once after it.</summary>
public sealed class EndOfDayCloseTrigger(JobTicker jobs)
{
    /// <summary>Runs the job if it is due.</summary>
    [Function(nameof(JobKind.EndOfDayClose))]
    public Task RunAsync(
        [TimerTrigger("%EndOfDayCloseSchedule%", UseMonitor = false)] TimerInfo timer, CancellationToken cancel) =>
        jobs.TickAsync(JobKind.EndOfDayClose, cancel);
}
