using Microsoft.Extensions.Configuration;
using Trading.Core.Scheduling;

namespace Trading.Adapters.Hosting;

/// <summary>
/// The settings from which the timers take their schedules. The Functions host disables a function whose setting is missing, and
/// says so in its own log alone.
/// </summary>
public sealed class TimerSchedules(IConfiguration configuration)
{
    /// <summary>What is missing, a sentence for each job that no timer starts; empty when nothing is.</summary>
    public IReadOnlyList<string> Errors { get; } =
    [
        .. JobCatalog.All.Where(entry => string.IsNullOrWhiteSpace(configuration[entry.ScheduleSetting]))
            .OrderBy(entry => entry.Job)
            .Select(entry => $"The setting {entry.ScheduleSetting} is missing, so no timer starts {entry.Job}: "
                + "set it to a cron of six fields, in UTC."),
    ];
}
