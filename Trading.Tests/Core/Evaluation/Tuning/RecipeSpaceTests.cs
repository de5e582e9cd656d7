using Trading.Adapters.Settings;
using Trading.Core.Evaluation.Tuning;
using Trading.Core.Learning;
using Trading.Core.Settings;

namespace Trading.Tests.Core.Evaluation.Tuning;

public class RecipeSpaceTests
{
    private static readonly TradingSettings Present = new();

    [Fact]
    public void The_order_of_candidates_depends_on_the_seed_alone()
    {
        Assert.Equal(Drawn(seed: 7), Drawn(seed: 7));
        Assert.NotEqual(Drawn(seed: 7), Drawn(seed: 8));
    }

    [Fact]
    public void The_present_recipe_comes_first_and_none_comes_twice()
    {
        Assert.Equal(new Candidate(0, Present).Recipe.Id, Drawn(seed: 1)[0]);
        Assert.Distinct(Drawn(seed: 1));
        Assert.Equal(Enumerable.Range(0, 200), new RecipeSpace().Draw(Present, 1).Take(200).Select(one => one.Number));
    }

    [Fact]
    public void Every_candidate_can_be_set()
    {
        foreach (var candidate in new RecipeSpace().Draw(Present, 1).Take(200))
        {
            var set = SettingDifferences.Between(Present, candidate.Settings).Aggregate(Present, (settings, line) =>
            {
                var (name, value) = (line.Split('=')[0], line.Split('=')[1]);
                return SettingDefinitions.All.Single(definition => definition.Variable == name).Apply(settings, value)!;
            });
            Assert.Equal(candidate.Recipe.Id, new Candidate(0, set).Recipe.Id);
        }
    }

    [Fact]
    public void A_space_that_is_used_up_ends()
    {
        var space = TunedMarket.Space with { MinutesBetweenRows = [3, 5] };
        // Clock, All or Volume, each every 3 or 5 minutes.
        Assert.Equal(6, space.Draw(TunedMarket.Present, 1).Count());
    }

    [Fact]
    public void Forests_do_not_differ_by_a_learning_rate_that_they_do_not_use() => Assert.All(
        new RecipeSpace().Draw(Present, 1).Take(300).Where(one => one.Recipe.ModelType == ModelType.RandomForest),
        one => Assert.Equal(Present.Learning.Parameters.LearningRate, one.Recipe.Parameters.LearningRate));

    private static List<string> Drawn(int seed) =>
        [.. new RecipeSpace().Draw(Present, seed).Take(100).Select(one => one.Recipe.Id)];
}
