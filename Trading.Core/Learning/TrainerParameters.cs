using System.Globalization;

namespace Trading.Core.Learning;

/// <summary>
/// How large the trees are. All are small on purpose: minute labels overlap, so tens of thousands of rows hold only hundreds of
/// independent outcomes, and a deep tree learns them by heart.
/// </summary>
public sealed record TrainerParameters
{
    /// <summary>Trees of a model.</summary>
    public int Trees { get; init; } = 40;

    /// <summary>Most leaves of a tree.</summary>
    public int Leaves { get; init; } = 24;

    /// <summary>Fewest training rows of a leaf.</summary>
    public int MinRowsPerLeaf { get; init; } = 70;

    /// <summary>How much of each boosted tree is added; the random forest has no use for it.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>
    /// Every how many minutes a symbol gives a training row. Labels of neighbouring minutes overlap almost wholly, so the rows in
    /// between teach little and cost much. All rows are forecast and judged.
    /// </summary>
    public int MinutesBetweenRows { get; init; } = 5;

    /// <summary>The defaults of a trainer.</summary>
    public static TrainerParameters Of(ModelType type) =>
        type == ModelType.RandomForest ? new() : new() { Trees = 100, Leaves = 8 };

    /// <summary>A text that changes with each parameter.</summary>
    internal string Canonical() => string.Create(
        CultureInfo.InvariantCulture, $"{Trees} {Leaves} {MinRowsPerLeaf} {LearningRate:R} {MinutesBetweenRows}");
}
