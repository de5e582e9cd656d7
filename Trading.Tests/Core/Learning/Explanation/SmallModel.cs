using CsCheck;
using Trading.Core.Features;
using Trading.Core.Learning;
using Trading.Core.Learning.Calibration;
using Trading.Core.Learning.Explanation;
using Trading.Core.Learning.Rows;
using Trading.Core.Market;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Core.Learning.Explanation;

/// <summary>A model of a few sessions of the small market, with rows that it never saw.</summary>
internal static class SmallModel
{
    public const string Id = "a model";

    private static readonly Lazy<IReadOnlyList<LabelledRows>> Sessions = new(() => [.. SmallMarket.Calendar
        .SessionsBetween(new LocalDate(2025, 10, 20), new LocalDate(2025, 10, 27))
        .Select(session => RowBuilder.Build(session, SmallMarket.Tape().Read(session.Date), SmallMarket.Settings.Plan))]);

    private static readonly Lazy<LearnedModel> Model = new(() => ModelTrainer.Train(
        Sessions.Value, SmallMarket.Settings.Recipe));

    public static LearnedModel Learned => Model.Value;

    /// <summary>Rows whose features come from different rows, so that they lie on both sides of all splits.</summary>
    public static Gen<float[]> Rows => Gen.Int[0, 1_000_000].Array[FeatureSchema.Count].Select(picks => picks
        .Select((pick, column) =>
        {
            var session = Sessions.Value[pick % Sessions.Value.Count];
            return session.Features(pick % session.Count)[column];
        }).ToArray());

    public static Gen<ForecastQuestion> Questions => Gen.Select(
        Rows, Gen.Int[1, 380],
        (row, minutes) => new ForecastQuestion("FAKEA", Instant.FromUtc(2025, 11, 3, 15, 0), row, minutes));

    /// <summary>The model believed not at all, a little, or more than it claims.</summary>
    public static Gen<Predictor> Predictors => Gen.Select(
        Gen.Double[-0.3, 0.3], Gen.OneOf(Gen.Const(0.0), Gen.Double[0.01, 0.2], Gen.Double[0.2, 2]),
        (level, trust) => new Predictor(Learned, new CalibrationPoint(level, trust)));

    public static Gen<ForecastExplanation> Explanations(double minConfidence) => Gen.Select(
        Predictors, Questions, (predictor, question) => ForecastExplanation.Of(Id, predictor, question, minConfidence));
}
