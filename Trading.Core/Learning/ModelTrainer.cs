using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using Trading.Core.Features;
using Trading.Core.Orders;

namespace Trading.Core.Learning;

/// <summary>Trains, calibrates and judges a model; what it judges is exactly what it returns, nothing is refitted
/// after.</summary>
public static class ModelTrainer
{
    /// <summary>
    /// Trains a model on rows of at least <see cref="TimeSplit.MinSessions"/> sessions. The card has no verdict yet.
    /// </summary>
    /// <param name="examples">Labelled rows, in any order.</param>
    /// <param name="settings">Trainer and seed.</param>
    /// <param name="label">The trade that the labels describe.</param>
    /// <param name="minConfidence">Threshold of the card's signal figures.</param>
    /// <param name="trainedAt">The moment that goes into the model's id.</param>
    /// <exception cref="UntrainableException">The rows cannot be split, or a block holds a single class.</exception>
    public static ModelArtifact Train(
        IReadOnlyList<Example> examples, LearningSettings settings, TradePlan label, double minConfidence, Instant trainedAt)
    {
        var started = Stopwatch.GetTimestamp();
        var inOrder = examples.OrderBy(e => e.Minute).ThenBy(e => e.Symbol, StringComparer.Ordinal).ToList();
        var split = TimeSplit.Of(inOrder);
        RequireBothClasses(split.Training, "training");
        RequireBothClasses(split.Calibration, "calibration");

        var ml = new MLContext(settings.Seed);
        var trees = Trainers.Create(ml, settings).Fit(View(ml, split.Training));
        var sigmoid = ml.BinaryClassification.Calibrators.Platt().Fit(trees.Transform(View(ml, split.Calibration)));
        var model = Save(ml, new TransformerChain<ITransformer>(trees, sigmoid), View(ml, split.Training).Schema);

        var id = ModelId.Of(trainedAt, model);
        using var predictor = Predictor.Load(id, model, settings.Seed);
        var known = BaseForecast.Of(split.Training.Concat(split.Calibration));
        var forecasts = split.Judgement
            .Select(e => new ResolvedForecast(predictor.Predict(e.Features), e.Profit, e.NetReturn, known.At(e.MinutesToExit)))
            .ToList();
        return new ModelArtifact(model, new ModelCard
        {
            Id = id,
            TrainedAt = trainedAt,
            ModelType = settings.ModelType,
            SchemaVersion = FeatureSchema.Version,
            Features = FeatureSchema.Names,
            Symbols = inOrder.Select(e => e.Symbol).Distinct().Order(StringComparer.Ordinal).ToList(),
            Label = label,
            Seed = settings.Seed,
            Training = Describe(split.Training),
            Calibration = Describe(split.Calibration),
            Judgement = Describe(split.Judgement),
            Judged = Evaluator.Evaluate(forecasts, minConfidence),
            Importance = Importance(trees),
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
        });
    }

    private static void RequireBothClasses(IReadOnlyList<Example> block, string name)
    {
        if (block.Count == 0 || block.All(e => e.Profit) || !block.Any(e => e.Profit))
            throw new UntrainableException(
                $"The {name} block has {block.Count} rows and not both outcomes; nothing can be learned from it.");
    }

    private static IDataView View(MLContext ml, IReadOnlyList<Example> examples) =>
        ml.Data.LoadFromEnumerable(
            examples.Select(e => new FeatureRow { Features = e.Features, Label = e.Profit }), FeatureRow.Definition());

    private static byte[] Save(MLContext ml, ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(model, schema, stream);
        return stream.ToArray();
    }

    private static DataBlock Describe(IReadOnlyList<Example> block) => new(
        block.Min(e => e.Session),
        block.Max(e => e.Session),
        block.Select(e => e.Session).Distinct().Count(),
        block.Count,
        block.Average(e => e.Profit ? 1.0 : 0.0));

    private static List<FeatureShare> Importance(ITransformer trees)
    {
        TreeEnsembleModelParameters parameters = ((ISingleFeaturePredictionTransformer<object>)trees).Model switch
        {
            TreeEnsembleModelParameters ensemble => ensemble,
            CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator> boosted => boosted.SubModel,
            CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator> boosted => boosted.SubModel,
            var other => throw new InvalidOperationException($"{other.GetType().Name} is not a tree ensemble."),
        };
        var gains = default(VBuffer<float>);
        parameters.GetFeatureWeights(ref gains);
        var dense = gains.DenseValues().ToArray();
        var total = dense.Sum();
        return FeatureSchema.Names
            .Select((name, i) => new FeatureShare(name, total > 0 ? dense[i] / total : 0))
            .OrderByDescending(f => f.Share)
            .ThenBy(f => f.Feature, StringComparer.Ordinal)
            .ToList();
    }
}
