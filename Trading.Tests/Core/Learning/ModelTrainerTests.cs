using Trading.Cli.Output;
using Trading.Core.Features;
using Trading.Core.Learning;
using Trading.Core.Learning.Calibration;
using Trading.Core.Learning.Rows;
using Trading.Core.Market;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Core.Learning;

public sealed class ModelTrainerTests
{
    private static readonly CalibrationPoint Believed = new(0, 1);

    private static readonly Lazy<List<LabelledRows>> Sessions = new(() => [.. SmallMarket.Calendar
        .SessionsBetween(new LocalDate(2025, 10, 20), new LocalDate(2025, 11, 7))
        .Select(s => RowBuilder.Build(s, SmallMarket.Tape().Read(s.Date), SmallMarket.Settings.Plan))]);

    private static List<LabelledRows> Window => Sessions.Value[..10];

    [Theory]
    [InlineData(ModelType.RandomForest)]
    [InlineData(ModelType.GradientBoosting)]
    [InlineData(ModelType.LightGbm)]
    public void The_same_rows_and_recipe_give_the_same_bytes_and_they_predict_the_same_bits_when_loaded_again(ModelType type)
    {
        var model = ModelTrainer.Train(Window, RecipeOf(type));
        Assert.Equal(model.ToBytes(), ModelTrainer.Train(Window, RecipeOf(type)).ToBytes());
        var (one, other) = (
            new Predictor(model, Believed),
            new Predictor(LearnedModel.FromBytes(model.ToBytes(), SmallMarket.Settings.Plan), Believed));
        var later = Sessions.Value[10];
        Assert.All(Enumerable.Range(0, 500), row => Assert.Equal(
            one.Predict(later.Features(row), later.MinutesToExit[row]),
            other.Predict(later.Features(row), later.MinutesToExit[row])));
    }

    [Theory]
    [InlineData(ModelType.RandomForest)]
    [InlineData(ModelType.GradientBoosting)]
    [InlineData(ModelType.LightGbm)]
    public void Nights_that_train_side_by_side_give_the_models_that_they_give_alone(ModelType type)
    {
        int[] nights = [5, 6, 7, 8];
        var alone = nights.Select(count => ModelTrainer.Train(Sessions.Value[..count], RecipeOf(type)).ToBytes());
        var together = nights.AsParallel().AsOrdered().WithDegreeOfParallelism(nights.Length)
            .Select(count => ModelTrainer.Train(Sessions.Value[..count], RecipeOf(type)).ToBytes());
        Assert.Equal(alone, together);
    }

    [Theory]
    [InlineData(ModelType.RandomForest)]
    [InlineData(ModelType.GradientBoosting)]
    [InlineData(ModelType.LightGbm)]
    public void The_planted_edge_is_found_on_sessions_that_the_model_never_saw(ModelType type)
    {
        var predictor = new Predictor(ModelTrainer.Train(Window, RecipeOf(type)), Believed);
        var (said, walk) = (0.0, 0.0);
        foreach (var session in Sessions.Value.Skip(Window.Count))
        {
            for (var row = 0; row < session.Count; row++)
            {
                var forecast = predictor.Predict(session.Features(row), session.MinutesToExit[row]);
                said += Evaluator.LogLoss(forecast.Probability, session.Profit[row]);
                walk += Evaluator.LogLoss(forecast.BaseProbability, session.Profit[row]);
            }
        }
        Assert.True(said < walk, "the planted edge was not found");
    }

    [Fact]
    public void A_forecast_is_the_base_forecast_until_the_record_has_spoken()
    {
        var predictor = new Predictor(ModelTrainer.Train(Window, RecipeOf(ModelType.LightGbm)), new CalibrationPoint(0, 0));
        var session = Window[0];
        Assert.All(Enumerable.Range(0, session.Count), row =>
        {
            var forecast = predictor.Predict(session.Features(row), session.MinutesToExit[row]);
            Assert.Equal(forecast.BaseProbability, forecast.Probability);
        });
    }

    [Fact]
    public void The_order_of_the_symbols_does_not_matter()
    {
        var shuffled = Window.ConvertAll(rows => RowBuilder.Build(
            SmallMarket.Calendar.SessionOn(rows.Session)!, SmallMarket.Tape().Read(rows.Session).Reverse(),
            SmallMarket.Settings.Plan));
        var recipe = RecipeOf(ModelType.LightGbm);
        Assert.Equal(ModelTrainer.Train(Window, recipe).ToBytes(), ModelTrainer.Train(shuffled, recipe).ToBytes());
    }

    [Fact]
    public async Task The_shares_of_the_features_sum_to_one()
    {
        var (result, _) = await SmallMarket.Plain.Value;
        Assert.All(result.Models, card => Assert.Equal(1, card.Importance.Sum(f => f.Share), 5));
    }

    [Fact]
    public async Task What_judges_a_model_lies_within_the_record_and_the_model_learns_up_to_its_night()
    {
        var (result, _) = await SmallMarket.Plain.Value;
        Assert.All(result.Models, card =>
        {
            Assert.Equal(card.TrainedAt.InNewYork().Date, card.Training.Last);
            if (card.Judgement is { } judged)
                Assert.True(judged.First > SmallMarket.First && judged.Last == card.Training.Last && card.Judged is not null);
        });
    }

    [Fact]
    public async Task A_model_of_the_same_schema_with_other_features_is_refused_with_their_names()
    {
        var model = await StoredAsync();
        var other = model with { Card = model.Card with { Features = [.. FeatureSchema.Names.Skip(1), "moon_phase"] } };
        var error = Assert.Throws<InvalidOperationException>(() => Predictor.Load(other));
        Assert.Contains("does not compute moon_phase", error.Message, StringComparison.Ordinal);
        Assert.Contains($"does not know {FeatureSchema.Names[0]}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_of_another_schema_is_refused_by_name()
    {
        var model = await StoredAsync();
        var other = model with { Card = model.Card with { SchemaVersion = FeatureSchema.Version + 1 } };
        Assert.Contains(
            model.Id, Assert.Throws<InvalidOperationException>(() => Predictor.Load(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_of_an_older_program_is_refused_by_name()
    {
        var model = await StoredAsync();
        var error = Assert.Throws<InvalidOperationException>(
            () => Predictor.Load(model with { Card = model.Card with { FormatVersion = 1 } }));
        Assert.Contains(model.Id, error.Message, StringComparison.Ordinal);
        Assert.Contains("format 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_model_is_refused_by_name()
    {
        var model = await StoredAsync();
        var damaged = model with { Model = new byte[] { 1, 2, 3 } };
        Assert.Contains(
            model.Id, Assert.Throws<FormatException>(() => Predictor.Load(damaged)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_sessions_are_refused() => Assert.Throws<UntrainableException>(
        () => ModelTrainer.Train(Window[..(ModelTrainer.FewestSessions - 1)], RecipeOf(ModelType.LightGbm)));

    [Fact]
    public void Rows_of_one_outcome_are_refused() => Assert.Throws<UntrainableException>(
        () => ModelTrainer.Train(Window.ConvertAll(WithoutProfits), RecipeOf(ModelType.LightGbm)));

    private static LabelledRows WithoutProfits(LabelledRows rows) => new()
    {
        Session = rows.Session,
        Open = rows.Open,
        Symbols = rows.Symbols,
        Minutes = rows.Minutes,
        MinutesBetween = rows.MinutesBetween,
        BarsHash = rows.BarsHash,
        Symbol = rows.Symbol,
        Minute = rows.Minute,
        MinutesToExit = rows.MinutesToExit,
        EndMinute = rows.EndMinute,
        Profit = new bool[rows.Count],
        NetReturn = rows.NetReturn,
        RemainingVariance = rows.RemainingVariance,
        AllFeatures = rows.AllFeatures,
    };

    private static Recipe RecipeOf(ModelType type) => Recipe.Of(
        SmallMarket.Settings.Learning with { ModelType = type }, SmallMarket.Settings.Plan, SmallMarket.Settings.Symbols);

    private static async Task<ModelArtifact> StoredAsync()
    {
        var (result, stores) = await SmallMarket.Plain.Value;
        return await stores.Models.LoadAsync(result.Models[^1].Id, TestContext.Current.CancellationToken);
    }
}
