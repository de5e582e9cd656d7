using Trading.Core.Learning;
using Trading.Core.Settings;

namespace Trading.Adapters.Settings;

/// <summary>The settings of the trainer's parameters, in the order in which help lists them.</summary>
internal static class TrainerDefinitions
{
    private const string Auto = "auto";

    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        new("FeatureGroups", "All, or some of Trend, Volatility, Volume, Clock and Range, separated by commas",
            "the kinds of features that a model may look at",
            s => Text(s.Learning.FeatureGroups),
            (s, text) => SettingValues.Names<FeatureGroup>(text) is { } v
                ? Learning(s, s.Learning with { FeatureGroups = v }) : null),
        new("Trees", $"{Auto}, or a whole number from 1 to 2000", $"trees of a model; {Auto} is the trainer's own number",
            s => OrAuto(s.Learning.Trees),
            (s, text) => IsAuto(text) ? Learning(s, s.Learning with { Trees = null })
                : SettingValues.Whole(text, 1, 2000) is { } v ? Learning(s, s.Learning with { Trees = v }) : null),
        new("Leaves", $"{Auto}, or a whole number from 2 to 1000", $"most leaves of a tree; {Auto} is the trainer's own number",
            s => OrAuto(s.Learning.Leaves),
            (s, text) => IsAuto(text) ? Learning(s, s.Learning with { Leaves = null })
                : SettingValues.Whole(text, 2, 1000) is { } v ? Learning(s, s.Learning with { Leaves = v }) : null),
        new("MinRowsPerLeaf", "a whole number from 1 to 10000", "fewest training rows of a leaf",
            s => $"{s.Learning.Parameters.MinRowsPerLeaf}",
            (s, text) => SettingValues.Whole(text, 1, 10_000) is { } v
                ? Parameters(s, p => p with { MinRowsPerLeaf = v }) : null),
        new("LearningRate", "a number from 0.001 to 1", "how much of each boosted tree is added",
            s => $"{s.Learning.Parameters.LearningRate}",
            (s, text) => SettingValues.Number(text, 0.001m, 1m) is { } v
                ? Parameters(s, p => p with { LearningRate = (double)v }) : null),
        new("MinutesBetweenRows", "a whole number from 1 to 60", "every how many minutes a symbol gives a training row",
            s => $"{s.Learning.Parameters.MinutesBetweenRows}",
            (s, text) => SettingValues.Whole(text, 1, 60) is { } v
                ? Parameters(s, p => p with { MinutesBetweenRows = v }) : null),
    ];

    private static string Text(FeatureGroup groups) => groups == FeatureGroup.All
        ? nameof(FeatureGroup.All)
        : string.Join(',', Enum.GetValues<FeatureGroup>().Where(one => one != FeatureGroup.All && groups.HasFlag(one)));

    private static string OrAuto(int? number) => number is { } given ? $"{given}" : Auto;

    private static bool IsAuto(string text) => text.Equals(Auto, StringComparison.OrdinalIgnoreCase);

    // Trees and leaves stay as they are given, or not given.
    private static TradingSettings Parameters(TradingSettings settings, Func<TrainerParameters, TrainerParameters> change) =>
        Learning(settings, settings.Learning with
        {
            Parameters = change(settings.Learning.Parameters),
            Trees = settings.Learning.Trees,
            Leaves = settings.Learning.Leaves,
        });

    private static TradingSettings Learning(TradingSettings settings, LearningSettings learning) =>
        settings with { Learning = learning };
}
