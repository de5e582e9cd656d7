namespace Trading.Core.Settings;

/// <summary>When jobs are due; times of day are in New York.</summary>
public sealed record ScheduleSettings
{
    /// <summary>When the nightly job is due, on the day of a session.</summary>
    public LocalTime TrainTime { get; init; } = new(20, 0);

    /// <summary>When the rebalance is due, on the day of a session.</summary>
    public LocalTime RebalanceTime { get; init; } = new(4, 0);

    /// <summary>How long before the closing bell all positions are closed.</summary>
    public Duration CloseBefore { get; init; } = Duration.FromMinutes(5);

    /// <summary>How long before the closing bell entries stop.</summary>
    public Duration NoEntryBeforeClose { get; init; } = Duration.FromMinutes(30);
}
