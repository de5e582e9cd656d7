using Trading.Core.Learning;
using Trading.Core.Learning.Rows;
using Trading.Core.Orders;

namespace Trading.Tests.Core.Learning;

public sealed class RecipeTests
{
    private static readonly Recipe Plain = Recipe.Of(new LearningSettings(), Days.Rules, ["B", "A"]);

    public static TheoryData<string, Recipe> Changed => new()
    {
        { "trainer", Plain with { ModelType = ModelType.LightGbm } },
        { "trees", Plain with { Parameters = Plain.Parameters with { Trees = 61 } } },
        { "leaves", Plain with { Parameters = Plain.Parameters with { Leaves = 25 } } },
        { "rows of a leaf", Plain with { Parameters = Plain.Parameters with { MinRowsPerLeaf = 71 } } },
        { "learning rate", Plain with { Parameters = Plain.Parameters with { LearningRate = 0.051 } } },
        { "minutes between rows", Plain with { Parameters = Plain.Parameters with { MinutesBetweenRows = 4 } } },
        { "days", Plain with { TrainingDays = 31 } },
        { "stop", Plain with { Plan = Days.Rules with { StopLoss = 0.021m } } },
        { "target", Plain with { Plan = Days.Rules with { TakeProfit = 0.041m } } },
        { "costs", Plain with { Plan = Days.Rules with { CostBps = 2.5m } } },
        { "exit", Plain with { Plan = Days.Rules with { CloseBefore = Duration.FromMinutes(6) } } },
        { "horizon", Plain with { Plan = Days.Rules with { Horizon = Duration.FromMinutes(30) } } },
        { "side", Plain with { Plan = Days.Rules with { Side = OrderSide.Sell } } },
        { "symbols", Plain with { Symbols = ["A", "C"] } },
        { "seed", Plain with { Seed = 2 } },
        { "schema", Plain with { SchemaVersion = Plain.SchemaVersion + 1 } },
        { "bounds", Plain with { Bounds = new RowBounds(20_000, 2_000) } },
        { "features", Plain with { Features = FeatureGroups.FeaturesOf(FeatureGroup.All & ~FeatureGroup.Clock) } },
    };

    [Fact]
    public void Every_part_changes_the_id()
    {
        var ids = Changed.Select(row => row.Data.Item2.Id).Append(Plain.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{12}$", id));
    }

    [Fact]
    public void Each_public_part_is_among_those_that_were_changed()
    {
        var parts = typeof(Recipe).GetProperties().Where(p => p.Name != nameof(Recipe.Id)).Select(p => p.Name);
        string[] covered =
        [
            nameof(Recipe.ModelType), nameof(Recipe.Parameters), nameof(Recipe.TrainingDays), nameof(Recipe.Plan),
            nameof(Recipe.Symbols), nameof(Recipe.Seed), nameof(Recipe.SchemaVersion), nameof(Recipe.Features),
            nameof(Recipe.Bounds),
        ];
        Assert.Equal(covered.Order(StringComparer.Ordinal), parts.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["LearningRate", "Leaves", "MinRowsPerLeaf", "MinutesBetweenRows", "Trees"],
            typeof(TrainerParameters).GetProperties().Select(p => p.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(38, "51f8c69c473f")]
    [InlineData(39, "")]
    public void A_recipe_that_no_bound_can_touch_has_the_id_that_it_had_before_there_were_bounds(int symbols, string before)
    {
        var recipe = Plain with { Symbols = [.. Enumerable.Range(0, symbols).Select(i => $"S{i:00}")] };
        var other = recipe with { Bounds = RowBounds.Default with { Recorded = RowBounds.Default.Recorded + 1 } };
        Assert.NotEqual(recipe.Id, other.Id);
        Assert.Equal(before.Length == 0, recipe.Bounds.Bite(symbols, recipe.Parameters.MinutesBetweenRows));
        if (before.Length > 0) Assert.Equal(before, recipe.Id);
    }

    [Fact]
    public void The_order_of_symbols_and_the_digits_of_a_fraction_change_nothing()
    {
        Assert.Equal(Plain.Id, Recipe.Of(new LearningSettings(), Days.Rules, ["A", "B", "A"]).Id);
        Assert.Equal(Plain.Id, (Plain with { Plan = Days.Rules with { StopLoss = 0.0200m } }).Id);
    }

    [Fact]
    public void What_only_says_when_a_model_may_trade_is_no_part_of_it() => Assert.Equal(
        Plain.Id,
        Recipe.Of(new LearningSettings { Promotion = Promotion.Always, EvidenceDays = 90 }, Days.Rules, ["A", "B"]).Id);
}
