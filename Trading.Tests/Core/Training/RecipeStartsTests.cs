using Trading.Core.Learning.Evidence;
using Trading.Core.Storage;
using Trading.Core.Training;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Training;

public sealed class RecipeStartsTests
{
    private static readonly LocalDate Later = Monday.Date.PlusDays(30);

    [Fact]
    public void A_recipe_that_comes_back_goes_on_where_it_began()
    {
        var first = RecipeStarts.With(CurrentModel.None, "a", 0.65, Monday.Date, Trials());
        var second = RecipeStarts.With(Judged(first), "b", 0.65, Later, Trials());
        Assert.Equal(second, RecipeStarts.With(Judged(second), "a", 0.65, Later, Trials()));
        Assert.Equal([new("a", 0.65, Monday.Date, 1), new("b", 0.65, Later, 2)], second);
    }

    [Fact]
    public void Another_threshold_is_another_try_on_the_same_sessions()
    {
        var first = RecipeStarts.With(CurrentModel.None, "a", 0.65, Monday.Date, Trials());
        Assert.Equal(
            new RecipeStart("a", 0.6, Monday.Date, 2), RecipeStarts.With(Judged(first), "a", 0.6, Later, Trials())[^1]);
    }

    [Fact]
    public void What_was_evaluated_counts_once_and_the_recipe_itself_not_twice()
    {
        var trials = Trials("a", "b", "c") with { Unreadable = 2 };
        Assert.Equal(5, RecipeStarts.With(CurrentModel.None, "a", 0.65, Monday.Date, trials)[^1].RecipesTried);
    }

    private static CurrentModel Judged(IReadOnlyList<RecipeStart> begun) => CurrentModel.None with
    {
        Evidence = new RecipeEvidence(begun[^1].Recipe, begun[^1].From, null) { Begun = begun },
    };

    private static TrialHistory Trials(params string[] recipes) => new(
        [
            .. recipes.Select(recipe => new Trial
            {
                Recipe = recipe,
                MinConfidence = 0.65,
                Description = recipe,
                From = Monday.Date,
                To = Later,
                Sessions = 20,
                SharpePerSession = null,
                Evidence = null,
                At = Monday.Close,
            }),
        ],
        0);
}
