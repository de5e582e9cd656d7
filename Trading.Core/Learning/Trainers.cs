using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Trading.Core.Learning;

/// <summary>
/// The trainers behind <see cref="ModelType"/>. All are small on purpose: minute labels overlap, so tens of thousands of
/// rows hold only hundreds of independent outcomes, and a deep tree learns them by heart.
/// </summary>
internal static class Trainers
{
    private const int Trees = 100;
    private const int MinRowsPerLeaf = 200;

    /// <summary>An estimator whose result is the same to the bit for the same rows and seed.</summary>
    public static IEstimator<ITransformer> Create(MLContext ml, LearningSettings settings) => settings.ModelType switch
    {
        ModelType.RandomForest => ml.BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options
        {
            NumberOfTrees = 60,
            MaximumBinCountPerFeature = 127,
            NumberOfLeaves = 24,
            MinimumExampleCountPerLeaf = MinRowsPerLeaf,
            FeatureFraction = 0.7,
            Seed = settings.Seed,
            FeatureSelectionSeed = settings.Seed,
        }),
        ModelType.GradientBoosting => ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            NumberOfTrees = Trees,
            NumberOfLeaves = 8,
            MinimumExampleCountPerLeaf = MinRowsPerLeaf,
            LearningRate = 0.05,
            FeatureFraction = 0.7,
            Seed = settings.Seed,
            FeatureSelectionSeed = settings.Seed,
        }),
        ModelType.LightGbm => ml.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            NumberOfIterations = Trees,
            NumberOfLeaves = 8,
            MinimumExampleCountPerLeaf = MinRowsPerLeaf,
            LearningRate = 0.05,
            Seed = settings.Seed,
            Deterministic = true,
            Silent = true,
        }),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.ModelType, "A model type without a trainer."),
    };
}
