using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Trading.Core.Learning;

/// <summary>The trainers behind <see cref="ModelType"/>.</summary>
internal static class Trainers
{
    private const int Bins = 127;
    private const double FeatureShare = 0.7;

    /// <summary>An estimator whose result is the same to the bit for the same rows and recipe, on any number of
    /// threads.</summary>
    /// <remarks>
    /// ML.NET lets one FastForest or FastTree grow at a time in a process, and asking it for one thread makes it slower; LightGBM
    /// is quickest with one thread when nights train side by side.
    /// </remarks>
    public static IEstimator<ITransformer> Create(MLContext ml, Recipe recipe)
    {
        var (p, seed) = (recipe.Parameters, recipe.Seed);
        return recipe.ModelType switch
        {
            ModelType.RandomForest => ml.BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options
            {
                NumberOfTrees = p.Trees,
                MaximumBinCountPerFeature = Bins,
                NumberOfLeaves = p.Leaves,
                MinimumExampleCountPerLeaf = p.MinRowsPerLeaf,
                FeatureFraction = FeatureShare,
                Seed = seed,
                FeatureSelectionSeed = seed,
            }),
            ModelType.GradientBoosting => ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
            {
                NumberOfTrees = p.Trees,
                MaximumBinCountPerFeature = Bins,
                NumberOfLeaves = p.Leaves,
                MinimumExampleCountPerLeaf = p.MinRowsPerLeaf,
                LearningRate = p.LearningRate,
                FeatureFraction = FeatureShare,
                Seed = seed,
                FeatureSelectionSeed = seed,
            }),
            ModelType.LightGbm => ml.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
            {
                NumberOfIterations = p.Trees,
                NumberOfLeaves = p.Leaves,
                MinimumExampleCountPerLeaf = p.MinRowsPerLeaf,
                LearningRate = p.LearningRate,
                Seed = seed,
                Deterministic = true,
                NumberOfThreads = 1,
                Silent = true,
            }),
            _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe.ModelType, "A model type without a trainer."),
        };
    }
}
