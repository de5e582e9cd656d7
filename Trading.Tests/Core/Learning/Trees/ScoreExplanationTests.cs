using CsCheck;
using Trading.Core.Learning.Trees;

namespace Trading.Tests.Core.Learning.Trees;

public sealed class ScoreExplanationTests
{
    [Fact]
    public void Expected_and_contributions_add_up_to_the_score_to_the_last_bit_in_any_order() =>
        Gen.Select(AnyTrees.Trained, Gen.Int).Sample((trained, seed) =>
            Assert.All(AnyTrees.Each(trained.Rows), row =>
            {
                var explanation = trained.Ensemble.Explain(row);
                var score = trained.Ensemble.Score(row);
                var terms = explanation.Contributions.Select(c => c.Logits).Append(explanation.Expected).ToArray();
                new Random(seed).Shuffle(terms);
                Assert.Equal(BitConverter.DoubleToInt64Bits(score), BitConverter.DoubleToInt64Bits(terms.Sum()));
                Assert.Equal(BitConverter.DoubleToInt64Bits(score), BitConverter.DoubleToInt64Bits(explanation.Score));
            }), iter: 100);

    [Fact]
    public void Expected_is_the_mean_score_of_the_rows_whose_cover_it_has() => AnyTrees.Trained.Sample(trained =>
        Assert.Equal(
            AnyTrees.Each(trained.Rows).Average(row => trained.Ensemble.Score(row)), trained.Ensemble.Expected, 1e-9), iter: 100);

    /// <summary>Worked by hand: of four rows, one reaches 8, one 4 and two 0; means 3 at the root and 6 above it.</summary>
    [Fact]
    public void A_split_credits_its_feature_with_the_change_of_the_mean()
    {
        var tree = new TreeSplit(
            1, 0, new TreeLeaf(0, 2), new TreeSplit(2, 10, new TreeLeaf(4, 1), new TreeLeaf(8, 1)));
        var explanation = TreeEnsemble.Of(3, [tree]).Explain([99, 1, 20]);
        Assert.Equal(3, explanation.Expected);
        Assert.Equal(
            [new FeatureContribution(0, 0), new FeatureContribution(1, 3), new FeatureContribution(2, 2)],
            explanation.Contributions);
        Assert.Equal(8, explanation.Score);
    }

    [Fact]
    public void Where_no_training_row_came_the_children_count_alike()
    {
        var tree = new TreeSplit(
            0, 0, new TreeLeaf(1, 4), new TreeSplit(1, 10, new TreeLeaf(4), new TreeLeaf(8)));
        var explanation = TreeEnsemble.Of(2, [tree]).Explain([20, 20]);
        Assert.Equal(1, explanation.Expected);
        Assert.Equal([new FeatureContribution(0, 5), new FeatureContribution(1, 2)], explanation.Contributions);
    }

    [Fact]
    public void The_mean_absolute_contribution_is_that_of_the_explanations() => AnyTrees.Trained.Sample(trained =>
    {
        var (ensemble, rows) = trained;
        var explained = AnyTrees.Each(rows).Select(row => ensemble.Explain(row)).ToList();
        var means = ensemble.MeanAbsoluteContributions(rows);
        for (var column = 0; column < AnyTrees.Columns; column++)
            Assert.Equal(explained.Average(e => Math.Abs(e.Contributions[column].Logits)), means[column], 1e-9);
    }, iter: 50);
}
