using CsCheck;
using Trading.Core.Learning.Trees;

namespace Trading.Tests.Core.Learning.Trees;

/// <summary>Ensembles of all shapes, with rows to score; thresholds are few, so that rows often lie on one.</summary>
internal static class AnyTrees
{
    public const int Columns = 4;

    private static readonly Gen<float> Number = Gen.OneOf(Gen.Int[-3, 3].Select(n => n / 2f), Gen.Float[-2, 2]);

    private static readonly Gen<TreeNode> Tree = NodeOf(6);

    public static Gen<TreeNode[]> Trees => Tree.Array[0, 8];

    public static Gen<float[]> Rows => Number.Array[Columns].Array[1, 150].Select(rows => rows.SelectMany(row => row).ToArray());

    /// <summary>An ensemble with the cover of rows, and the rows.</summary>
    public static Gen<(TreeEnsemble Ensemble, float[] Rows)> Trained =>
        Gen.Select(Trees, Rows, (trees, rows) => (TreeEnsemble.Of(Columns, trees).WithCover(rows), rows));

    public static IEnumerable<float[]> Each(float[] rows) => rows.Chunk(Columns);

    private static Gen<TreeNode> NodeOf(int depth)
    {
        var leaf = Gen.Select(Gen.Double[-3, 3], Gen.Int[0, 50], (logits, cover) => (TreeNode)new TreeLeaf(logits, cover));
        if (depth == 0) return leaf;
        var child = NodeOf(depth - 1);
        var split = Gen.Select(
            Gen.Int[0, Columns - 1], Number, child, child,
            (column, threshold, atMost, above) => (TreeNode)new TreeSplit(column, threshold, atMost, above));
        return Gen.Frequency((1, leaf), (3, split));
    }
}
