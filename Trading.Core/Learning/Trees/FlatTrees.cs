using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Trading.Core.Learning.Trees;

/// <summary>
/// The trees of an ensemble as arrays. A node is a number: from 0 up a split, below 0 the bitwise complement of a leaf's number.
/// Splits and leaves stand in pre-order, tree by tree, the AtMost side first.
/// </summary>
internal sealed class FlatTrees
{
    private readonly List<Split> splits = [];
    private readonly List<double> leaves = [];
    private readonly List<double> means = [];
    private readonly int columns;

    private FlatTrees(int columns, IReadOnlyList<TreeNode> trees)
    {
        if (columns is < 1 or > MaxColumns) throw new ArgumentOutOfRangeException(
            nameof(columns), columns, $"A row has 1 to {MaxColumns} features.");
        this.columns = columns;
        var placed = new List<Placed>();
        Trees = [.. trees.Select(tree => PlaceTree(tree, placed))];
        if (!(2 * placed.Sum(tree => tree.PathSum) <= LogitGrid.Limit)) throw new ArgumentException(
            $"The leaves are too large: sums along all paths could reach more than {LogitGrid.Limit} logits.", nameof(trees));
        Nodes = [.. placed.Select(tree => tree.Node)];
        Expected = placed.Sum(tree => tree.Mean);
        Splits = [.. splits];
        Leaves = [.. leaves];
        SplitMeans = [.. means];
    }

    /// <summary>Most features of a row: a column takes 16 bits in a file, and one value of them means a leaf.</summary>
    public const int MaxColumns = ushort.MaxValue;

    /// <summary>Most leaves of a tree that <see cref="Split.LeavesAbove"/> can tell apart.</summary>
    public const int LeafSetSize = 32;

    /// <summary>Where each tree stands in the arrays.</summary>
    public Tree[] Trees { get; }

    /// <summary>The trees with their leaves on the <see cref="LogitGrid"/>.</summary>
    public IReadOnlyList<TreeNode> Nodes { get; }

    /// <summary>The splits of all trees.</summary>
    public Split[] Splits { get; }

    /// <summary>The logits of the leaves of all trees.</summary>
    public double[] Leaves { get; }

    /// <summary>The mean logits of the training rows that reach each split.</summary>
    public double[] SplitMeans { get; }

    /// <summary>Sum of the roots' means.</summary>
    public double Expected { get; }

    public static FlatTrees Of(int columns, IReadOnlyList<TreeNode> trees) => new(columns, trees);

    /// <summary>The mean logits of the training rows that reach a node.</summary>
    public double Mean(int node) => node >= 0 ? SplitMeans[node] : Leaves[~node];

    /// <summary>The trees with other covers, one a leaf.</summary>
    public IReadOnlyList<TreeNode> NodesWith(int[] covers) => [.. Trees.Select(tree => NodeWith(tree.Root, covers))];

    private TreeNode NodeWith(int node, int[] covers)
    {
        if (node < 0) return new TreeLeaf(Leaves[~node], covers[~node]);
        var split = Splits[node];
        return new TreeSplit(split.Column, split.Threshold, NodeWith(split.AtMost, covers), NodeWith(split.Above, covers));
    }

    private Tree PlaceTree(TreeNode root, List<Placed> placed)
    {
        var (firstSplit, firstLeaf) = (splits.Count, leaves.Count);
        var tree = Place(root, firstLeaf);
        placed.Add(tree);
        return new Tree(tree.Number, firstSplit, splits.Count - firstSplit, firstLeaf, leaves.Count - firstLeaf);
    }

    private Placed Place(TreeNode node, int firstLeaf) => node switch
    {
        TreeLeaf leaf => PlaceLeaf(leaf),
        TreeSplit split => PlaceSplit(split, firstLeaf),
        _ => throw new ArgumentException("A node is a split or a leaf.", nameof(node)),
    };

    private Placed PlaceLeaf(TreeLeaf leaf)
    {
        if (leaf.Cover < 0) throw new ArgumentException($"A leaf has a cover of {leaf.Cover} rows.", nameof(leaf));
        var logits = LogitGrid.Nearest(leaf.Logits);
        leaves.Add(logits);
        return new Placed(~(leaves.Count - 1), leaf with { Logits = logits }, logits, leaf.Cover, Math.Abs(logits));
    }

    private Placed PlaceSplit(TreeSplit split, int firstLeaf)
    {
        if (split.Column < 0 || split.Column >= columns) throw new ArgumentException(
            $"A split asks for feature {split.Column} of a row of {columns}.", nameof(split));
        if (float.IsNaN(split.Threshold)) throw new ArgumentException(
            $"A split on feature {split.Column} has no threshold.", nameof(split));
        var number = splits.Count;
        splits.Add(default);
        means.Add(0);
        var begin = leaves.Count - firstLeaf;
        var atMost = Place(split.AtMost, firstLeaf);
        var leavesAbove = ~LeafSet(begin, leaves.Count - firstLeaf);
        var above = Place(split.Above, firstLeaf);
        splits[number] = new Split(split.Column, split.Threshold, atMost.Number, above.Number, leavesAbove);
        means[number] = MeanOf(atMost, above);
        return new Placed(
            number, split with { AtMost = atMost.Node, Above = above.Node }, means[number], atMost.Cover + above.Cover,
            Math.Abs(means[number]) + Math.Max(atMost.PathSum, above.PathSum));
    }

    // Where no training row comes, the children count alike.
    private static double MeanOf(in Placed one, in Placed other) => LogitGrid.Nearest(one.Cover + other.Cover == 0
        ? (one.Mean + other.Mean) / 2
        : ((one.Mean * one.Cover) + (other.Mean * other.Cover)) / (one.Cover + other.Cover));

    private static uint LeafSet(int begin, int end) =>
        (uint)((1UL << Math.Min(end, LeafSetSize)) - (1UL << Math.Min(begin, LeafSetSize)));

    /// <summary>A tree's root and its share of the arrays.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Tree(int Root, int FirstSplit, int Splits, int FirstLeaf, int Leaves);

    /// <summary>A split whose children are numbers.</summary>
    /// <param name="LeavesAbove">A bit for each of the tree's first 32 leaves, counted from the lowest: whether a row above the
    /// threshold can still reach it. All but those on the AtMost side.</param>
    [StructLayout(LayoutKind.Sequential)]
    public readonly record struct Split(int Column, float Threshold, int AtMost, int Above, uint LeavesAbove)
    {
        /// <summary>The child that a row enters.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Next(float feature) => feature <= Threshold ? AtMost : Above;
    }

    /// <param name="PathSum">Sum of the means' magnitudes along the path below for which it is largest; differences between
    /// neighbours on a path add up to at most twice as much.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Placed(int Number, TreeNode Node, double Mean, long Cover, double PathSum);
}
