using Trading.Core.Learning;
using Trading.Core.Learning.Rows;
using Trading.Core.Training;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Core.Training;

public sealed class NightTrainerTests
{
    private static readonly Recipe Recipe = Recipe.Of(
        new LearningSettings
        {
            ModelType = ModelType.LightGbm,
            Parameters = new TrainerParameters { Trees = 5, Leaves = 4, MinutesBetweenRows = 10 },
        },
        SmallMarket.Settings.Plan, SmallMarket.Settings.Symbols);

    private static readonly Lazy<List<LabelledRows>> Window = new(() => [.. SmallMarket.Tape().Sessions.Take(6).Select(date =>
        RowBuilder.Build(SmallMarket.Calendar.SessionOn(date)!, SmallMarket.Tape().Read(date), SmallMarket.Settings.Plan))]);

    [Fact]
    public void The_same_night_is_never_trained_twice()
    {
        var cache = new CountingCache();
        var model = new NightTrainer(Recipe, cache).ModelOf(Window.Value);
        Assert.Equal(model.ToBytes(), new NightTrainer(Recipe, cache).ModelOf(Window.Value).ToBytes());
        Assert.Single(cache.Trained);
    }

    [Fact]
    public void A_damaged_model_in_the_cache_is_trained_again()
    {
        var cache = new CountingCache();
        var trainer = new NightTrainer(Recipe, cache);
        var model = trainer.ModelOf(Window.Value);
        cache.Put(cache.Trained.Single(), new byte[] { 1, 2, 3 });
        Assert.Equal(model.ToBytes(), trainer.ModelOf(Window.Value).ToBytes());
        Assert.Equal(3, cache.Trained.Count);
    }

    [Fact]
    public void Another_recipe_window_or_bar_is_another_night()
    {
        var sessions = Window.Value.ConvertAll(s => (s.Session, s.BarsHash));
        string[] keys =
        [
            Key(Recipe, sessions), Key(Recipe with { Seed = 2 }, sessions), Key(Recipe, sessions[1..]),
            Key(Recipe, [(sessions[0].Session, "0123456789abcdef"), .. sessions[1..]]),
        ];
        Assert.Equal(keys.Length, keys.Distinct(StringComparer.Ordinal).Count());
        Assert.All(keys, key => Assert.Matches("^[0-9a-f]{64}$", key));
        Assert.Equal(keys[0], Key(Recipe, sessions));
    }

    private static string Key(Recipe recipe, IEnumerable<(LocalDate, string)> window) =>
        new NightTrainer(recipe, new CountingCache()).KeyOf(window);
}
