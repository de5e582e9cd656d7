using System.Runtime.InteropServices;

namespace Trading.Core.Learning.Trees;

/// <summary>
/// Bounds of an ensemble's scores, in logits: the sums of each tree's lowest and of its highest leaf. No row scores outside them;
/// often none reaches them, because the trees ask about the same features.
/// </summary>
/// <param name="Lowest">No score is lower.</param>
/// <param name="Highest">No score is higher.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ScoreRange(double Lowest, double Highest)
{
    /// <summary>The bounds of an ensemble.</summary>
    public static ScoreRange Of(TreeEnsemble ensemble)
    {
        var ranges = ensemble.Trees.Select(Of).ToList();
        return new(ranges.Sum(range => range.Lowest), ranges.Sum(range => range.Highest));
    }

    private static ScoreRange Of(TreeNode node)
    {
        if (node is TreeLeaf leaf) return new(leaf.Logits, leaf.Logits);
        var split = (TreeSplit)node;
        var (atMost, above) = (Of(split.AtMost), Of(split.Above));
        return new(Math.Min(atMost.Lowest, above.Lowest), Math.Max(atMost.Highest, above.Highest));
    }
}
