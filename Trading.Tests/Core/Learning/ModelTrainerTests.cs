using Trading.Cli.Output;
using Trading.Core.Features;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Core.Learning;

public sealed class ModelTrainerTests
{
    private static readonly Instant Night = Instant.FromUtc(2025, 11, 8, 1, 0);
    private static readonly Lazy<List<Example>> Examples = new(() => [.. SmallMarket.Calendar
        .SessionsBetween(new LocalDate(2025, 10, 20), new LocalDate(2025, 11, 7))
        .SelectMany(s =>
            SmallMarket.Tape().Read(s.Date).SelectMany(series => ExampleBuilder.Build(s, series, SmallMarket.Settings.Plan)))]);

    [Theory]
    [InlineData(ModelType.RandomForest)]
    [InlineData(ModelType.GradientBoosting)]
    [InlineData(ModelType.LightGbm)]
    public void The_same_rows_and_seed_give_the_same_model_and_it_predicts_the_same_bits_when_loaded_again(ModelType type)
    {
        var first = Train(type);
        var second = Train(type);
        Assert.Equal(first.Id, second.Id);
        using var one = Predictor.Load(first);
        using var other = Predictor.Load(second);
        Assert.All(Examples.Value.Take(500), e => Assert.Equal(
            BitConverter.SingleToInt32Bits(one.Predict(e.Features)), BitConverter.SingleToInt32Bits(other.Predict(e.Features))));
        Assert.True(first.Card.Judged.LogLoss < first.Card.Judged.BaseLogLoss, "the planted edge was not found");
        Assert.Equal(1, first.Card.Importance.Sum(f => f.Share), 5);
    }

    [Fact]
    public void The_blocks_follow_each_other_in_time_and_share_no_session()
    {
        var card = Train(ModelType.LightGbm).Card;
        Assert.True(card.Training.Last < card.Calibration.First && card.Calibration.Last < card.Judgement.First);
        Assert.Equal(15, card.Training.Sessions + card.Calibration.Sessions + card.Judgement.Sessions);
    }

    [Fact]
    public void The_order_of_the_rows_does_not_matter()
    {
        var shuffled = Examples.Value.OrderBy(e => HashCode.Combine(e.Symbol, e.Minute)).ToList();
        Assert.Equal(Train(ModelType.LightGbm).Id, Train(ModelType.LightGbm, shuffled).Id);
    }

    [Fact]
    public void A_model_of_the_same_schema_with_other_features_is_refused_with_their_names()
    {
        var model = Train(ModelType.LightGbm);
        var other = model with { Card = model.Card with { Features = [.. FeatureSchema.Names.Skip(1), "moon_phase"] } };
        var error = Assert.Throws<InvalidOperationException>(() => Predictor.Load(other));
        Assert.Contains("does not compute moon_phase", error.Message, StringComparison.Ordinal);
        Assert.Contains($"does not know {FeatureSchema.Names[0]}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_another_schema_is_refused_by_name()
    {
        var model = Train(ModelType.LightGbm);
        var other = model with { Card = model.Card with { SchemaVersion = FeatureSchema.Version + 1 } };
        Assert.Contains(
            model.Id, Assert.Throws<InvalidOperationException>(() => Predictor.Load(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_model_is_refused_by_name()
    {
        var model = Train(ModelType.LightGbm);
        var damaged = model with { Model = new byte[] { 1, 2, 3 } };
        Assert.Contains(
            model.Id, Assert.Throws<FormatException>(() => Predictor.Load(damaged)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_sessions_are_refused() => Assert.Throws<UntrainableException>(
        () => Train(ModelType.LightGbm, [.. Examples.Value.Where(e => e.Session >= new LocalDate(2025, 10, 29))]));

    [Fact]
    public void Rows_of_one_outcome_are_refused() => Assert.Throws<UntrainableException>(
        () => Train(ModelType.LightGbm, [.. Examples.Value.Where(e => !e.Profit)]));

    private static ModelArtifact Train(ModelType type, IReadOnlyList<Example>? examples = null) =>
        ModelTrainer.Train(
            examples ?? Examples.Value, new LearningSettings { ModelType = type }, SmallMarket.Settings.Plan, 0.65, Night);
}
