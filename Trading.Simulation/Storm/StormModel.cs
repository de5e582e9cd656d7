using Trading.Core.Features;
using Trading.Core.Learning;
using Trading.Core.Learning.Base;
using Trading.Core.Learning.Calibration;
using Trading.Core.Learning.Trees;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Simulation.Storm;

/// <summary>
/// A model of one split, so that a story has a signal in about every fifth minute of a symbol: in a minute whose volume is high.
/// It is sure of each signal, and what is certain is never doubted: no story ends because its model is wrong.
/// </summary>
internal static class StormModel
{
    private const double Certain = 60;

    /// <summary>A registry with this model in use.</summary>
    public static IModelRegistry Registry(TradingSettings settings, Instant trainedAt)
    {
        var trees = TreeEnsemble.Of(
            FeatureSchema.Count,
            [new TreeSplit((int)Feature.VolumeZScore, 1f, new TreeLeaf(-Certain), new TreeLeaf(Certain))]);
        var bytes = new LearnedModel(trees, BaseForecast.Learn(settings.Plan, [])).ToBytes();
        var card = new ModelCard
        {
            FormatVersion = ModelFormat.Version,
            Id = "20250102T010000Z-000000000000",
            TrainedAt = trainedAt,
            ModelType = settings.Learning.ModelType,
            SchemaVersion = FeatureSchema.Version,
            Features = FeatureSchema.Names,
            Symbols = settings.Symbols,
            Label = settings.Plan,
            Seed = 1,
            Training = new DataBlock(new LocalDate(2025, 1, 2), new LocalDate(2025, 1, 2), 1, 1, 0.5),
            Calibration = new CalibrationPoint(0, 1),
            Importance = [],
            Seconds = 0,
        };
        var registry = new InMemoryModelRegistry();
        registry.SaveAsync(new ModelArtifact(bytes, card), CancellationToken.None).GetAwaiter().GetResult();
        var etag = registry.GetCurrentAsync(CancellationToken.None).GetAwaiter().GetResult().ETag;
        var current = new CurrentModel(null, card.Id, "Chosen for the story.", trainedAt);
        registry.TrySetCurrentAsync(current, etag, CancellationToken.None).GetAwaiter().GetResult();
        return registry;
    }
}
