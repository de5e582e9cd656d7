using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Trading.Core.Learning.Trees;

/// <summary>Takes the trees out of what ML.NET's tree trainers fitted.</summary>
/// <remarks>
/// <para>ML.NET's raw score is the plain sum of the trees' leaves, whatever the weights and the bias that it also shows. The
/// score in logits is a multiple of it:</para>
/// <list type="bullet">
/// <item>LightGBM and FastTree learn sigmoid(k x raw), where k is 0.5 by default in LightGBM and twice the learning rate in
/// FastTree. ML.NET keeps k as the slope of the calibrator that it attaches; the score is k x raw. FastTree begins at probability
/// one half and LightGBM at the training rows' rate, so FastTree with few trees or a low learning rate stays nearer to
/// one half.</item>
/// <item>A FastForest leaf holds the mean of labels counted as +1 and -1, an estimate of 2p - 1. The score is twice the mean
/// over the trees, the tangent of the logit at p = 1/2: linear, so that contributions add up. It lies between -2 and 2, and
/// nearer to 0 than the logit of the mean p: by 1.4 % at p = 0.6, 5.6 % at 0.7, 13 % at 0.8. Trees that are not offered a
/// feature know nothing of it, so a forest's score is nearer to 0 than the truth even so.</item>
/// </list>
/// </remarks>
public static class TreeEnsembleReader
{
    private const double LogitsPerForestMean = 2;

    /// <summary>The trees of a fitted FastForest, FastTree or LightGBM binary classifier, in logits.</summary>
    /// <param name="fitted">What the trainer's <c>Fit</c> returned.</param>
    /// <param name="columns">Length of a feature row.</param>
    /// <param name="trainingRows">The rows that it was trained on, one after the other; they give each node its mean.</param>
    /// <exception cref="ArgumentException">It is not one of these, a tree splits on categories, or the rows are not
    /// whole.</exception>
    public static TreeEnsemble From(ITransformer fitted, int columns, ReadOnlySpan<float> trainingRows)
    {
        var model = (fitted as ISingleFeaturePredictionTransformer<object>)?.Model;
        var trees = model switch
        {
            FastForestBinaryModelParameters forest =>
                Read(forest.TrainedTreeEnsemble, LogitsPerForestMean / forest.TrainedTreeEnsemble.Trees.Count),
            CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator> boosted =>
                Read(boosted.SubModel.TrainedTreeEnsemble, LogitsPerUnit(boosted.Calibrator)),
            CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator> boosted =>
                Read(boosted.SubModel.TrainedTreeEnsemble, LogitsPerUnit(boosted.Calibrator)),
            _ => throw new ArgumentException(
                $"{(model ?? fitted).GetType().Name} is not a FastForest, FastTree or LightGBM classifier.", nameof(fitted)),
        };
        return TreeEnsemble.Of(columns, trees).WithCover(trainingRows);
    }

    private static double LogitsPerUnit(PlattCalibrator calibrator) => calibrator.Offset == 0
        ? -calibrator.Slope
        : throw new ArgumentException(
            "The calibrator was fitted; the trees need the one that their trainer attaches.", nameof(calibrator));

    // A tree without a split counts as 0 in ML.NET, whatever stands in its leaf.
    private static List<TreeNode> Read<TTree>(TreeEnsemble<TTree> ensemble, double logitsPerUnit)
        where TTree : RegressionTreeBase =>
        [.. ensemble.Trees.Where(tree => tree.NumberOfNodes > 0).Select(tree => Node(tree, 0, logitsPerUnit))];

    private static TreeNode Node(RegressionTreeBase tree, int node, double logitsPerUnit)
    {
        if (node < 0) return new TreeLeaf(tree.LeafValues[~node] * logitsPerUnit);
        if (tree.CategoricalSplitFlags[node]) throw new ArgumentException(
            "A tree splits on categories; features here are numbers.", nameof(tree));
        return new TreeSplit(
            tree.NumericalSplitFeatureIndexes[node],
            tree.NumericalSplitThresholds[node],
            Node(tree, tree.LeftChild[node], logitsPerUnit),
            Node(tree, tree.RightChild[node], logitsPerUnit));
    }
}
