namespace Trading.Core.Learning.Trees;

/// <summary>
/// A trained ensemble of decision trees: a feature row in, a score in logits out. Immutable and safe for several threads at once.
/// </summary>
/// <remarks>
/// Leaves, means and therefore all scores are multiples of 2^-36 logits. Their sums are exact, so <see cref="Score"/>,
/// <see cref="ScoreAll"/> and <see cref="Explain"/> agree to the last bit, whatever order they add in.
/// </remarks>
public sealed class TreeEnsemble
{
    private readonly FlatTrees flat;

    private TreeEnsemble(int columns, IReadOnlyList<TreeNode> trees)
    {
        flat = FlatTrees.Of(columns, trees);
        Columns = columns;
        Trees = flat.Nodes;
    }

    /// <summary>Length of a feature row.</summary>
    public int Columns { get; }

    /// <summary>The trees, whose leaves' logits add up to the score. Their logits are rounded to multiples of 2^-36.</summary>
    public IReadOnlyList<TreeNode> Trees { get; }

    /// <summary>The mean score of the training rows, in logits; plain means of leaves where no rows were counted.</summary>
    public double Expected => flat.Expected;

    /// <summary>Makes an ensemble of trees whose leaves hold logits.</summary>
    /// <param name="columns">Length of a feature row.</param>
    /// <param name="trees">The trees; none give a score of 0.</param>
    /// <exception cref="ArgumentException">A split names a feature outside the row or has no threshold, a cover is negative, or
    /// leaves are so large that their sums could not be exact.</exception>
    public static TreeEnsemble Of(int columns, IReadOnlyList<TreeNode> trees) => new(columns, trees);

    /// <summary>The score of a row in logits (natural log-odds), before calibration.</summary>
    /// <param name="row">The features; <see cref="Columns"/> finite numbers.</param>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    public double Score(ReadOnlySpan<float> row)
    {
        RequireRow(row);
        var score = 0.0;
        foreach (ref readonly var tree in flat.Trees.AsSpan())
        {
            var node = tree.Root;
            while (node >= 0)
            {
                ref readonly var split = ref flat.Splits[node];
                node = split.Next(row[split.Column]);
            }
            score += flat.Leaves[~node];
        }
        return score;
    }

    /// <summary>The scores of many rows; each has the same bits as <see cref="Score"/> of that row.</summary>
    /// <param name="rows">The rows, one after the other, <see cref="Columns"/> numbers each.</param>
    /// <param name="scores">Receives a score in logits for each row.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public void ScoreAll(ReadOnlySpan<float> rows, Span<double> scores)
    {
        if (rows.Length != (long)scores.Length * Columns) throw new ArgumentException(
            $"{rows.Length} numbers are not {scores.Length} rows of {Columns} features.", nameof(rows));
        var block = new RowBlock(Columns);
        Span<int> leaves = stackalloc int[RowBlock.Capacity];
        for (; !scores.IsEmpty; scores = scores[block.Count..], rows = rows[(block.Count * Columns)..])
        {
            block.Fill(rows[..Math.Min(rows.Length, RowBlock.Capacity * Columns)]);
            scores[..block.Count].Clear();
            foreach (ref readonly var tree in flat.Trees.AsSpan())
            {
                block.FindLeaves(flat.Splits, tree, leaves);
                for (var row = 0; row < block.Count; row++) scores[row] += flat.Leaves[leaves[row]];
            }
        }
    }

    /// <summary>
    /// What each feature added to a row's score. Walking down a tree, each split credits its feature with the change of the
    /// mean over the training rows, from the node to the child that the row enters (Saabas, "Interpreting random forests", 2014).
    /// </summary>
    /// <param name="row">The features; <see cref="Columns"/> finite numbers.</param>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    public ScoreExplanation Explain(ReadOnlySpan<float> row)
    {
        RequireRow(row);
        var logits = new double[Columns];
        AddContributions(row, logits);
        return new ScoreExplanation(
            Expected, [.. logits.Select((contribution, column) => new FeatureContribution(column, contribution))]);
    }

    /// <summary>
    /// How much each feature moves the score: the mean of the absolute value of its contribution over rows, in logits.
    /// </summary>
    /// <param name="rows">The rows, one after the other, at least one.</param>
    /// <exception cref="ArgumentException">The numbers are not whole rows.</exception>
    public IReadOnlyList<double> MeanAbsoluteContributions(ReadOnlySpan<float> rows)
    {
        var count = RowsIn(rows);
        var sums = new double[Columns];
        var logits = new double[Columns];
        for (var row = 0; row < count; row++)
        {
            Array.Clear(logits);
            AddContributions(rows.Slice(row * Columns, Columns), logits);
            for (var column = 0; column < Columns; column++) sums[column] += Math.Abs(logits[column]);
        }
        return [.. sums.Select(sum => sum / count)];
    }

    /// <summary>
    /// The same trees with the cover of these rows, from which the means follow that <see cref="Explain"/> compares with.
    /// </summary>
    /// <param name="rows">The rows that the trees were trained on, one after the other, at least one.</param>
    /// <exception cref="ArgumentException">The numbers are not whole rows.</exception>
    public TreeEnsemble WithCover(ReadOnlySpan<float> rows)
    {
        _ = RowsIn(rows);
        var covers = new int[flat.Leaves.Length];
        var block = new RowBlock(Columns);
        Span<int> leaves = stackalloc int[RowBlock.Capacity];
        for (; !rows.IsEmpty; rows = rows[(block.Count * Columns)..])
        {
            block.Fill(rows[..Math.Min(rows.Length, RowBlock.Capacity * Columns)]);
            foreach (ref readonly var tree in flat.Trees.AsSpan())
            {
                block.FindLeaves(flat.Splits, tree, leaves);
                foreach (var leaf in leaves[..block.Count]) covers[leaf]++;
            }
        }
        return new TreeEnsemble(Columns, flat.NodesWith(covers));
    }

    private void AddContributions(ReadOnlySpan<float> row, Span<double> logits)
    {
        foreach (ref readonly var tree in flat.Trees.AsSpan())
        {
            for (var node = tree.Root; node >= 0;)
            {
                ref readonly var split = ref flat.Splits[node];
                var child = split.Next(row[split.Column]);
                logits[split.Column] += flat.Mean(child) - flat.Mean(node);
                node = child;
            }
        }
    }

    private int RowsIn(ReadOnlySpan<float> rows)
    {
        if (rows.IsEmpty || rows.Length % Columns != 0) throw new ArgumentException(
            $"{rows.Length} numbers are not whole rows of {Columns} features, at least one.", nameof(rows));
        return rows.Length / Columns;
    }

    private void RequireRow(ReadOnlySpan<float> row)
    {
        if (row.Length != Columns) throw new ArgumentException(
            $"The row has {row.Length} features; these trees ask for {Columns}.", nameof(row));
    }
}
