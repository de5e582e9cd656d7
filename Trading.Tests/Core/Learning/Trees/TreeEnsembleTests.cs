using CsCheck;
using Trading.Core.Learning.Trees;

namespace Trading.Tests.Core.Learning.Trees;

public sealed class TreeEnsembleTests
{
    private static readonly TreeNode Young = new TreeSplit(0, 30f, new TreeLeaf(1, 3), new TreeLeaf(-1, 1));
    private static readonly TreeNode Rich = new TreeSplit(
        1, 5f, new TreeLeaf(0.25, 2), new TreeSplit(0, 40f, new TreeLeaf(0.5, 1), new TreeLeaf(2, 1)));

    [Theory]
    [InlineData(30f, 5f, 1.25)]
    [InlineData(30.000002f, 5f, -0.75)]
    [InlineData(40f, 6f, -0.5)]
    [InlineData(41f, 6f, 1)]
    public void A_row_on_the_threshold_goes_with_those_below_it(float age, float money, double score) =>
        Assert.Equal(score, TreeEnsemble.Of(2, [Young, Rich]).Score([age, money]));

    [Fact]
    public void A_tree_without_a_split_is_a_constant_and_no_trees_are_zero()
    {
        Assert.Equal(0.5, TreeEnsemble.Of(1, [new TreeLeaf(0.5)]).Score([7]));
        Assert.Equal(0, TreeEnsemble.Of(1, []).Score([7]));
    }

    [Fact]
    public void Many_rows_get_the_bits_that_each_row_gets_alone() => AnyTrees.Trained.Sample(trained =>
    {
        var (ensemble, rows) = trained;
        var scores = new double[rows.Length / AnyTrees.Columns];
        scores.AsSpan().Fill(double.NaN);
        ensemble.ScoreAll(rows, scores);
        Assert.Equal(AnyTrees.Each(rows).Select(row => Bits(ensemble.Score(row))), scores.Select(Bits));
    }, iter: 200);

    /// <summary>Up to 32 leaves are found by sets of bits, more by walking.</summary>
    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(45)]
    public void Every_leaf_of_a_tree_of_any_size_is_found(int leaves)
    {
        var right = Enumerable.Range(1, leaves - 1).Aggregate(
            (TreeNode)new TreeLeaf(0), (node, i) => new TreeSplit(0, -i, new TreeLeaf(i), node));
        var left = Enumerable.Range(1, leaves - 1).Aggregate(
            (TreeNode)new TreeLeaf(0), (node, i) => new TreeSplit(0, i - 1, node, new TreeLeaf(i)));
        var rows = Enumerable.Range(0, leaves).Select(i => (float)i).ToArray();
        var scores = new double[leaves];

        TreeEnsemble.Of(1, [left]).ScoreAll(rows, scores);
        Assert.Equal(rows.Select(row => (double)row), scores);
        TreeEnsemble.Of(1, [right]).ScoreAll([.. rows.Select(row => -row)], scores);
        Assert.Equal(rows.Select(row => (double)row), scores);
        Assert.All(Leaves(TreeEnsemble.Of(1, [left]).WithCover(rows).Trees[0]), leaf => Assert.Equal(1, leaf.Cover));
    }

    [Fact]
    public void The_score_is_the_sum_of_the_leaves_that_the_row_reaches() => AnyTrees.Trained.Sample(trained =>
        Assert.All(AnyTrees.Each(trained.Rows), row =>
            Assert.Equal(trained.Ensemble.Trees.Sum(tree => Walk(tree, row)), trained.Ensemble.Score(row))), iter: 50);

    [Fact]
    public void The_cover_of_a_tree_is_the_rows_that_came_by_and_its_leaves_do_not_change() => AnyTrees.Trained.Sample(trained =>
    {
        var (ensemble, rows) = trained;
        Assert.All(ensemble.Trees, tree => Assert.Equal(rows.Length / AnyTrees.Columns, Leaves(tree).Sum(leaf => leaf.Cover)));
        Assert.Equal(
            ensemble.Trees.SelectMany(Leaves).Select(leaf => leaf.Logits),
            ensemble.WithCover(rows.AsSpan(0, AnyTrees.Columns)).Trees.SelectMany(Leaves).Select(leaf => leaf.Logits));
    }, iter: 100);

    [Fact]
    public void A_row_of_another_length_is_refused()
    {
        var ensemble = TreeEnsemble.Of(2, [Young]);
        Assert.Throws<ArgumentException>(() => ensemble.Score([1]));
        Assert.Throws<ArgumentException>(() => ensemble.Explain([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => ensemble.ScoreAll([1, 2, 3], new double[1]));
        Assert.Throws<ArgumentException>(() => ensemble.WithCover([]));
    }

    [Fact]
    public void Trees_that_cannot_be_scored_exactly_are_refused()
    {
        Assert.Throws<ArgumentException>(() => TreeEnsemble.Of(1, [Rich]));
        Assert.Throws<ArgumentException>(() => TreeEnsemble.Of(2, [new TreeSplit(0, float.NaN, Young, Young)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => TreeEnsemble.Of(1, [new TreeLeaf(double.NaN)]));
        Assert.Throws<ArgumentOutOfRangeException>(() => TreeEnsemble.Of(1, [new TreeLeaf(70_000)]));
        Assert.Throws<ArgumentException>(() => TreeEnsemble.Of(1, [new TreeLeaf(20_000), new TreeLeaf(-20_000)]));
        Assert.Throws<ArgumentException>(() => TreeEnsemble.Of(1, [new TreeLeaf(1, -1)]));
    }

    private static long Bits(double number) => BitConverter.DoubleToInt64Bits(number);

    private static double Walk(TreeNode node, float[] row) => node switch
    {
        TreeSplit split => Walk(row[split.Column] <= split.Threshold ? split.AtMost : split.Above, row),
        TreeLeaf leaf => leaf.Logits,
        _ => throw new InvalidOperationException(),
    };

    private static IEnumerable<TreeLeaf> Leaves(TreeNode node) => node switch
    {
        TreeSplit split => Leaves(split.AtMost).Concat(Leaves(split.Above)),
        TreeLeaf leaf => [leaf],
        _ => [],
    };
}
