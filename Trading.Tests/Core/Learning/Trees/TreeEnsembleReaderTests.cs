using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using Trading.Core.Learning.Trees;

namespace Trading.Tests.Core.Learning.Trees;

/// <summary>
/// ML.NET itself is the oracle, and labels of known probability are. Eight thousand rows of three features: the first tells
/// which of four groups a row belongs to, the others say nothing.
/// </summary>
public sealed class TreeEnsembleReaderTests
{
    private const int Columns = 3;
    private const int Rows = 8_000;

    private static readonly double[] Probabilities = [0.3, 0.45, 0.6, 0.75];
    private static readonly List<LabelledRow> Data = MakeRows();
    private static readonly float[] Flat = [.. Data.SelectMany(row => row.Features)];

    [Theory]
    [InlineData("FastForest")]
    [InlineData("FastTree")]
    [InlineData("LightGbm")]
    public void The_score_is_ML_NETs_raw_score_in_logits_also_for_rows_on_a_threshold(string trainer)
    {
        var ml = new MLContext(1);
        var fitted = Fit(ml, trainer);
        var ensemble = TreeEnsembleReader.From(fitted, Columns, Flat);
        var scale = trainer switch { "FastForest" => 2.0 / 20, "FastTree" => 2 * 0.2, _ => 0.5 };
        var rows = Data.Concat(OnThresholds(ensemble)).ToList();
        var raw = Scored(ml, fitted, rows);

        Assert.InRange(rows.Count, Rows + 30, int.MaxValue);
        Assert.Equal(rows.Count, raw.Count);
        for (var i = 0; i < raw.Count; i++)
            Assert.Equal(raw[i].Score * scale, ensemble.Score(rows[i].Features), 1e-5);
    }

    [Theory]
    [InlineData("FastTree")]
    [InlineData("LightGbm")]
    public void Boosted_trees_score_the_logit_of_the_probability_that_ML_NET_states_and_of_the_true_one(string trainer)
    {
        var ml = new MLContext(1);
        var fitted = Fit(ml, trainer);
        var ensemble = TreeEnsembleReader.From(fitted, Columns, Flat);
        var stated = Scored(ml, fitted, Data);

        for (var i = 0; i < Rows; i++)
            Assert.Equal(stated[i].Probability, 1 / (1 + Math.Exp(-ensemble.Score(Data[i].Features))), 1e-5);
        Assert.All(Groups(ensemble), group => Assert.Equal(Math.Log(group.Rate / (1 - group.Rate)), group.Score, 0.05));
    }

    [Fact]
    public void A_forest_scores_the_tangent_of_the_logit_at_one_half()
    {
        var ensemble = TreeEnsembleReader.From(Fit(new MLContext(1), "FastForest"), Columns, Flat);
        Assert.All(Groups(ensemble), group => Assert.Equal(2 * ((2 * group.Rate) - 1), group.Score, 0.05));
    }

    [Theory]
    [InlineData("FastForest")]
    [InlineData("FastTree")]
    [InlineData("LightGbm")]
    public void Only_the_feature_that_tells_the_groups_apart_moves_the_score(string trainer)
    {
        var ensemble = TreeEnsembleReader.From(Fit(new MLContext(1), trainer), Columns, Flat);
        var moves = ensemble.MeanAbsoluteContributions(Flat);
        Assert.InRange(moves[0], 10 * Math.Max(moves[1], moves[2]), 2);
        Assert.Equal(Data.Average(row => ensemble.Score(row.Features)), ensemble.Expected, 1e-9);
    }

    [Fact]
    public void What_is_not_a_tree_ensemble_is_refused_by_name()
    {
        var ml = new MLContext(1);
        var linear = ml.BinaryClassification.Trainers.LbfgsLogisticRegression().Fit(View(ml, Data));
        var error = Assert.Throws<ArgumentException>(() => TreeEnsembleReader.From(linear, Columns, Flat));
        Assert.Contains("is not a FastForest, FastTree or LightGBM classifier", error.Message, StringComparison.Ordinal);
    }

    private static ITransformer Fit(MLContext ml, string trainer) => (trainer switch
    {
        "FastForest" => (IEstimator<ITransformer>)ml.BinaryClassification.Trainers.FastForest(
            new FastForestBinaryTrainer.Options
            {
                NumberOfTrees = 20,
                NumberOfLeaves = 8,
                MinimumExampleCountPerLeaf = 200,
                FeatureFraction = 1,
                FeatureFractionPerSplit = 1,
            }),
        "FastTree" => ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            NumberOfTrees = 30,
            NumberOfLeaves = 4,
            MinimumExampleCountPerLeaf = 200,
            LearningRate = 0.2,
        }),
        _ => ml.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            NumberOfIterations = 30,
            NumberOfLeaves = 4,
            MinimumExampleCountPerLeaf = 200,
            LearningRate = 0.2,
            Deterministic = true,
            Silent = true,
            Seed = 1,
        }),
    }).Fit(View(ml, Data));

    /// <summary>For each split a row that lies on its threshold, in a random place otherwise.</summary>
    private static IEnumerable<LabelledRow> OnThresholds(TreeEnsemble ensemble)
    {
        var random = new Random(5);
        return ensemble.Trees.SelectMany(Splits).Select(split =>
        {
            var row = Data[random.Next(Rows)].Features.ToArray();
            row[split.Column] = split.Threshold;
            return new LabelledRow { Features = row };
        });
    }

    private static IEnumerable<TreeSplit> Splits(TreeNode node) =>
        node is TreeSplit split ? Splits(split.AtMost).Concat(Splits(split.Above)).Prepend(split) : [];

    /// <summary>Of each group the rate of true labels among its rows, and the mean of their scores.</summary>
    private static IEnumerable<(double Rate, double Score)> Groups(TreeEnsemble ensemble) =>
        Data.GroupBy(row => row.Features[0]).Select(group => (
            group.Average(row => row.Label ? 1.0 : 0), group.Average(row => ensemble.Score(row.Features))));

    private static List<RowScore> Scored(MLContext ml, ITransformer fitted, IReadOnlyList<LabelledRow> rows) =>
        [.. ml.Data.CreateEnumerable<RowScore>(
            fitted.Transform(View(ml, rows)), reuseRowObject: false, ignoreMissingColumns: true)];

    private static IDataView View(MLContext ml, IReadOnlyList<LabelledRow> rows) => ml.Data.LoadFromEnumerable(rows);

    private static List<LabelledRow> MakeRows()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, Rows).Select(i => new LabelledRow
        {
            Features = [i % 4, (float)random.NextDouble(), (float)random.NextDouble()],
            Label = random.NextDouble() < Probabilities[i % 4],
        })];
    }

    private sealed class LabelledRow
    {
        [VectorType(Columns)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class RowScore
    {
        public float Score { get; set; }

        public float Probability { get; set; }
    }
}
