using CsCheck;
using Trading.Core.Learning.Trees;

namespace Trading.Tests.Core.Learning.Trees;

public sealed class ScoreRangeTests
{
    [Fact]
    public void No_row_scores_outside_the_bounds() => AnyTrees.Trained.Sample(trained =>
    {
        var range = ScoreRange.Of(trained.Ensemble);
        Assert.All(
            AnyTrees.Each(trained.Rows), row => Assert.InRange(trained.Ensemble.Score(row), range.Lowest, range.Highest));
    }, iter: 100);

    [Fact]
    public void The_bounds_are_the_sums_of_each_tree_s_lowest_and_highest_leaf()
    {
        var one = new TreeSplit(0, 0, new TreeLeaf(-2), new TreeSplit(1, 1, new TreeLeaf(3), new TreeLeaf(0.5)));
        var ensemble = TreeEnsemble.Of(2, [one, new TreeLeaf(1)]);
        Assert.Equal(new ScoreRange(-1, 4), ScoreRange.Of(ensemble));
    }

    [Fact]
    public void Thresholds_stand_once_and_ascending_by_feature()
    {
        var tree = new TreeSplit(
            1, 5, new TreeSplit(1, -1, new TreeLeaf(0), new TreeLeaf(1)), new TreeSplit(1, 5, new TreeLeaf(0), new TreeLeaf(1)));
        var thresholds = SplitThresholds.Of(TreeEnsemble.Of(2, [tree]));
        Assert.Empty(thresholds[0]);
        Assert.Equal([-1f, 5f], thresholds[1]);
    }
}
