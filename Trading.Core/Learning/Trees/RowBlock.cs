using System.Numerics;
using System.Runtime.Intrinsics;

namespace Trading.Core.Learning.Trees;

/// <summary>
/// Eight rows, column by column, so that one instruction compares a feature of all eight. A tree is asked all its questions
/// at once: each row begins with the set of all leaves and loses, at each split whose threshold it exceeds, the leaves on the
/// other side; the first that is left is the row's (Lucchese et al., "QuickScorer", SIGIR 2015). Not safe for several threads.
/// </summary>
internal sealed class RowBlock(int columns)
{
    /// <summary>Rows in a block.</summary>
    public const int Capacity = 8;

    private readonly float[] byColumn = new float[columns * Capacity];

    /// <summary>Rows now in the block.</summary>
    public int Count { get; private set; }

    /// <summary>Takes up to <see cref="Capacity"/> rows, which stand one after the other.</summary>
    public void Fill(ReadOnlySpan<float> rows)
    {
        Count = rows.Length / columns;
        for (var row = 0; row < Count; row++)
        {
            var features = rows.Slice(row * columns, columns);
            for (var column = 0; column < features.Length; column++) byColumn[(column * Capacity) + row] = features[column];
        }
    }

    /// <summary>The leaf that each row reaches in a tree, as its number in the ensemble.</summary>
    /// <param name="splits">The splits of the ensemble.</param>
    /// <param name="tree">The tree.</param>
    /// <param name="leaves">Receives <see cref="Count"/> numbers.</param>
    public void FindLeaves(ReadOnlySpan<FlatTrees.Split> splits, in FlatTrees.Tree tree, Span<int> leaves)
    {
        if (tree.Leaves > FlatTrees.LeafSetSize)
        {
            for (var row = 0; row < Count; row++) leaves[row] = Walk(splits, tree.Root, row);
            return;
        }
        ref var first = ref byColumn[0];
        var left = Vector256<uint>.AllBitsSet;
        foreach (ref readonly var split in splits.Slice(tree.FirstSplit, tree.Splits))
        {
            var features = Vector256.LoadUnsafe(ref first, (nuint)(split.Column * Capacity));
            var atMost = Vector256.LessThanOrEqual(features, Vector256.Create(split.Threshold)).AsUInt32();
            left &= atMost | Vector256.Create(split.LeavesAbove);
        }
        for (var row = 0; row < Count; row++) leaves[row] = tree.FirstLeaf + BitOperations.TrailingZeroCount(left[row]);
    }

    private int Walk(ReadOnlySpan<FlatTrees.Split> splits, int node, int row)
    {
        while (node >= 0) node = splits[node].Next(byColumn[(splits[node].Column * Capacity) + row]);
        return ~node;
    }
}
