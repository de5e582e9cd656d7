using Trading.Core.Learning;
using Trading.Core.Risk;
using Trading.Core.Settings;

namespace Trading.Adapters.Settings;

/// <summary>Every setting, in the order in which help lists them.</summary>
public static class SettingDefinitions
{
    private const int MostShares = 100_000;

    /// <summary>Every setting that may be set, in the order in which help lists them.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        .. UniverseDefinitions.All,
        new("MinConfidence", "a number from 0.5 to 0.99", "least calibrated probability of profit at which a share is bought",
            s => $"{s.Risk.MinConfidence}",
            (s, text) =>
                SettingValues.Number(text, 0.5m, 0.99m) is { } v ? Risk(s, s.Risk with { MinConfidence = (double)v }) : null),
        new("StopLoss", "a fraction from 0.001 to 0.5 (0.02 is 2 %)", "distance of the stop below the entry",
            s => $"{s.Risk.StopLoss}",
            (s, text) => SettingValues.Number(text, 0.001m, 0.5m) is { } v ? Risk(s, s.Risk with { StopLoss = v }) : null),
        new("TakeProfit", "a fraction from 0.001 to 1 (0.04 is 4 %)", "distance of the target above the entry",
            s => $"{s.Risk.TakeProfit}",
            (s, text) => SettingValues.Number(text, 0.001m, 1m) is { } v ? Risk(s, s.Risk with { TakeProfit = v }) : null),
        new("MaxPositionSize", $"a whole number from 1 to {MostShares}", "most shares in one position",
            s => $"{s.Risk.MaxPositionSize}",
            (s, text) => SettingValues.Whole(text, 1, MostShares) is { } v ? Risk(s, s.Risk with { MaxPositionSize = v }) : null),
        new("MaxOpenPositions", "a whole number from 1 to 1000", "most positions at once, pending entries counted in",
            s => $"{s.Risk.MaxOpenPositions}",
            (s, text) => SettingValues.Whole(text, 1, 1000) is { } v ? Risk(s, s.Risk with { MaxOpenPositions = v }) : null),
        new("RiskPerTrade", "a fraction from 0.0001 to 0.1 (0.01 is 1 %)", "most of the equity that a trade may lose at its stop",
            s => $"{s.Risk.RiskPerTrade}",
            (s, text) => SettingValues.Number(text, 0.0001m, 0.1m) is { } v ? Risk(s, s.Risk with { RiskPerTrade = v }) : null),
        .. ProtectionDefinitions.All,
        new("Promotion", "Proven, Probation or Always", "how an unproven model trades: never; one share; in full (on paper)",
            s => $"{s.Learning.Promotion}",
            (s, text) => SettingValues.Name<Promotion>(text) is { } v ? Learning(s, s.Learning with { Promotion = v }) : null),
        new("ModelType", "RandomForest, GradientBoosting or LightGbm", "which trainer builds the model",
            s => $"{s.Learning.ModelType}",
            (s, text) => SettingValues.Name<ModelType>(text) is { } v ? Learning(s, s.Learning with { ModelType = v }) : null),
        new("TrainingDays", "a whole number from 5 to 730", "calendar days of bars that a model learns from",
            s => $"{s.Learning.TrainingDays}",
            (s, text) => SettingValues.Whole(text, 5, 730) is { } v ? Learning(s, s.Learning with { TrainingDays = v }) : null),
        new("EvidenceDays", "a whole number from 30 to 3650", "calendar days that the record reaches back when it is begun",
            s => $"{s.Learning.EvidenceDays}",
            (s, text) => SettingValues.Whole(text, 30, 3650) is { } v ? Learning(s, s.Learning with { EvidenceDays = v }) : null),
        new("KeepModelsDays", "a whole number from 1 to 3650", "calendar days after which an unused model is deleted",
            s => $"{s.Learning.KeepModelsDays}",
            (s, text) =>
                SettingValues.Whole(text, 1, 3650) is { } v ? Learning(s, s.Learning with { KeepModelsDays = v }) : null),
        new("KeepBackupsDays", "a whole number from 1 to 3650", "calendar days after which a backup of the journal is deleted",
            s => $"{s.KeepBackupsDays}",
            (s, text) => SettingValues.Whole(text, 1, 3650) is { } v ? s with { KeepBackupsDays = v } : null),
        .. TrainerDefinitions.All,
        new("HorizonMinutes", $"{SettingValues.None}, or a whole number from 1 to 389", "longest time that a trade is held",
            s => s.Horizon is { } horizon ? $"{(int)horizon.TotalMinutes}" : SettingValues.None,
            (s, text) => SettingValues.IsNone(text) ? s with { Horizon = null }
                : SettingValues.Whole(text, 1, 389) is { } v ? s with { Horizon = Duration.FromMinutes(v) } : null),
        new("TrainTime", "a New York time HH:mm from 16:00 to 23:59", "when the night's training is due",
            s => SettingValues.Text(s.Schedule.TrainTime),
            (s, text) => SettingValues.Time(text, new(16, 0), new(23, 59)) is { } v
                ? Schedule(s, s.Schedule with { TrainTime = v })
                : null),
        new("RebalanceTime", "a New York time HH:mm from 04:00 to 09:29", "when the morning's rebalance is due",
            s => SettingValues.Text(s.Schedule.RebalanceTime),
            (s, text) => SettingValues.Time(text, new(4, 0), new(9, 29)) is { } v
                ? Schedule(s, s.Schedule with { RebalanceTime = v })
                : null),
        new("CloseBefore", "minutes from 1 to 60, as 5 or 5 min", "how long before the closing bell everything is closed",
            s => SettingValues.Text(s.Schedule.CloseBefore),
            (s, text) => SettingValues.Minutes(text, 1, 60) is { } v ? Schedule(s, s.Schedule with { CloseBefore = v }) : null),
        new("NoEntryBeforeClose", "minutes from 1 to 209, as 30 or 30 min", "how long before the closing bell entries stop",
            s => SettingValues.Text(s.Schedule.NoEntryBeforeClose),
            (s, text) =>
                SettingValues.Minutes(text, 1, 209) is { } v ? Schedule(s, s.Schedule with { NoEntryBeforeClose = v }) : null),
        new("Feed", "iex or sip", "the data feed: iex is what a free account sees, sip the consolidated tape",
            s => s.Feed,
            (s, text) => SettingValues.OneOf(text, ["iex", "sip"]) is { } v ? s with { Feed = v } : null),
        new("CostBps", "a number from 0 to 100", "cost of a trade in basis points a side, in labels and fills",
            s => $"{s.Learning.CostBps}",
            (s, text) => SettingValues.Number(text, 0m, 100m) is { } v ? Learning(s, s.Learning with { CostBps = v }) : null),
        new("Seed", $"a whole number from 0 to {int.MaxValue}", "seed of everything random in training",
            s => $"{s.Learning.Seed}",
            (s, text) => SettingValues.Whole(text, 0, int.MaxValue) is { } v ? Learning(s, s.Learning with { Seed = v }) : null),
    ];

    private static TradingSettings Risk(TradingSettings settings, RiskLimits risk) => settings with { Risk = risk };

    private static TradingSettings Learning(TradingSettings settings, LearningSettings learning) =>
        settings with { Learning = learning };

    private static TradingSettings Schedule(TradingSettings settings, ScheduleSettings schedule) =>
        settings with { Schedule = schedule };
}
