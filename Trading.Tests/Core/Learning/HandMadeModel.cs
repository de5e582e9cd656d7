using Trading.Core.Features;
using Trading.Core.Learning;
using Trading.Core.Learning.Base;
using Trading.Core.Learning.Calibration;
using Trading.Core.Learning.Trees;
using Trading.Core.Settings;

namespace Trading.Tests.Core.Learning;

/// <summary>Models made by hand, which this program can use: a single leaf, so that every row has the same score.</summary>
internal static class HandMadeModel
{
    /// <summary>A model.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="learnedTo">The last session that it says it learned from; it was trained in the night after.</param>
    /// <param name="logits">The score of every row.</param>
    /// <param name="trust">How much of the score is believed; none gives the base forecast.</param>
    /// <param name="settings">The trade; the default one when none is given.</param>
    public static ModelArtifact Of(
        string id, LocalDate learnedTo, double logits = 0, double trust = 0, TradingSettings? settings = null)
    {
        var plan = (settings ?? new TradingSettings()).Plan;
        var model = new LearnedModel(
            TreeEnsemble.Of(FeatureSchema.Count, [new TreeLeaf(logits, 1)]),
            new BaseForecast(plan, [.. Enumerable.Repeat(1.0, BaseForecast.HalfHours)]));
        return new ModelArtifact(model.ToBytes(), new ModelCard
        {
            FormatVersion = ModelFormat.Version,
            Id = id,
            TrainedAt = learnedTo.PlusDays(1).AtMidnight().InUtc().ToInstant(),
            Recipe = "recipe",
            ModelType = ModelType.LightGbm,
            SchemaVersion = FeatureSchema.Version,
            Features = FeatureSchema.Names,
            Symbols = ["FAKEA", "FAKEB"],
            Label = plan,
            Seed = 1,
            Training = new DataBlock(learnedTo.PlusDays(-11), learnedTo, 9, 1_000, 0.5),
            Calibration = new CalibrationPoint(0, trust),
            Importance = [.. FeatureSchema.Names.Select(name => new FeatureShare(name, 1.0 / FeatureSchema.Count))],
            Seconds = 1.5,
        });
    }
}
