namespace Trading.Core.Learning.Trees;

/// <summary>The numbers with which an ensemble compares each feature. Between two neighbours the score does not change.</summary>
public sealed class SplitThresholds
{
    private readonly SortedSet<float>[] byColumn;

    private SplitThresholds(int columns) => byColumn = [.. Enumerable.Range(0, columns).Select(_ => new SortedSet<float>())];

    /// <summary>The thresholds of a feature, each once, ascending; none when no tree asks about it.</summary>
    /// <param name="column">Position of the feature in the row.</param>
    public IReadOnlyCollection<float> this[int column] => byColumn[column];

    /// <summary>The thresholds of an ensemble.</summary>
    public static SplitThresholds Of(TreeEnsemble ensemble)
    {
        var thresholds = new SplitThresholds(ensemble.Columns);
        foreach (var tree in ensemble.Trees) thresholds.Add(tree);
        return thresholds;
    }

    private void Add(TreeNode node)
    {
        if (node is not TreeSplit split) return;
        byColumn[split.Column].Add(split.Threshold);
        Add(split.AtMost);
        Add(split.Above);
    }
}
