using Microsoft.Extensions.Configuration;
using Trading.Core.Scheduling;

namespace Trading.Adapters.Hosting;

/// <summary>
/// The settings from which the timers take their schedules. The Functions host disables a function whose setting is missing, and
/// says so in its own log alone.
/// </summary>
public sealed class TimerSchedules(IConfiguration configuration)
{
    private static readonly string[] Jobs =
        [JobName.MinuteScan, JobName.Rebalance, JobName.EndOfDayClose, JobName.NightlyRetrain];

    /// <summary>What is missing, a sentence for each job that no timer starts; empty when nothing is.</summary>
    public IReadOnlyList<string> Errors { get; } =
    [
        .. Jobs.Where(job => string.IsNullOrWhiteSpace(configuration[SettingOf(job)]))
            .Select(job => $"The setting {SettingOf(job)} is missing, so no timer starts {job}: "
                + "set it to a cron of six fields, in UTC."),
    ];

    /// <summary>The name of the setting that holds a job's schedule.</summary>
    public static string SettingOf(string job) => $"{job}Schedule";
}
