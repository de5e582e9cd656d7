using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Orders;

namespace Trading.Tests.Reporting;

/// <summary>Cards of models that no night trained, for tests of what is shown of them.</summary>
public static class SampleCards
{
    private static readonly double[] Shares = [0.31, 0.22, 0.15, 0.11, 0.09, 0.07, 0.04, 0.01];
    private static readonly TradePlan Rules = new(0.02m, 0.04m, 2m, Duration.FromMinutes(5));

    /// <summary>Ten sessions over which a recipe is nearly proven and then doubted a little.</summary>
    public static IReadOnlyList<EvidencePoint> Evidence { get; } =
    [
        .. SampleResults.Sessions(10).Select((day, i) => new EvidencePoint(
            day, i + 1, 0.25 * (i + 1), (0.22 * (i + 1)) - 0.3, 0.1 * (i - 3), i < 7 ? 0 : 0.3 * (i - 6),
            RecipeStanding.Unproven)),
    ];

    /// <summary>A card with ten sessions of evidence.</summary>
    public static ModelCard Card(string id, Instant trained, double logLoss, Verdict verdict)
    {
        string[] names = [
            "minutes_to_close", "vwap_distance", "rsi_14", "atr_fraction", "macd_histogram", "volume_ratio_to_the_session_mean",
            "return_5", "return_1"];
        var block = new DataBlock(new(2025, 10, 1), new(2025, 10, 14), 10, 7_800, 0.42);
        return new()
        {
            Id = id,
            TrainedAt = trained,
            ModelType = ModelType.RandomForest,
            SchemaVersion = 1,
            Features = names,
            Symbols = ["AAPL", "SPY"],
            Label = Rules,
            Seed = 1,
            Training = block,
            Calibration = new(0.01, 0.4),
            Judgement = block,
            Judged = new()
            {
                Rows = 7_800,
                BaseRate = 0.42,
                Accuracy = 0.6,
                MajorityClass = 0.58,
                Auc = 0.623,
                LogLoss = logLoss,
                BaseLogLoss = 0.6801,
                Brier = 0.23,
                BaseBrier = 0.24,
                Reliability = [],
                Signals = new(0.65, 20, 0.7, 0.65, 0.001),
            },
            Evidence = Evidence[^1],
            EvidenceHistory = Evidence,
            Importance = [.. names.Select((name, i) => new FeatureShare(name, Shares[i]))],
            Verdict = verdict,
            Seconds = 1.2,
        };
    }
}
