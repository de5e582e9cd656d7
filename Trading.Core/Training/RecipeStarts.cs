using Trading.Core.Learning.Evidence;
using Trading.Core.Storage;

namespace Trading.Core.Training;

/// <summary>
/// Remembers where the evidence for each recipe begins, so that a recipe that comes back goes on where it began, and how many
/// were tried before it, so that trying many proves no more.
/// </summary>
internal static class RecipeStarts
{
    /// <summary>All starts, that of a recipe included.</summary>
    /// <param name="current">What was judged last.</param>
    /// <param name="recipe">The recipe's id.</param>
    /// <param name="minConfidence">Least probability of its signals.</param>
    /// <param name="first">First session that is counted if the recipe is new.</param>
    /// <param name="trials">The recipes that were evaluated on the archive.</param>
    public static IReadOnlyList<RecipeStart> With(
        CurrentModel current, string recipe, double minConfidence, LocalDate first, TrialHistory trials)
    {
        var begun = current.Evidence?.Begun ?? [];
        if (begun.Any(start => start.Recipe == recipe && start.MinConfidence.Equals(minConfidence))) return begun;

        var others = begun.Select(start => (start.Recipe, start.MinConfidence))
            .Concat(trials.Trials.Select(trial => (trial.Recipe, trial.MinConfidence)))
            .Distinct().Count(tried => tried != (recipe, minConfidence));
        var from = begun.FirstOrDefault(start => start.Recipe == recipe)?.From ?? first;
        return [.. begun, new RecipeStart(recipe, minConfidence, from, 1 + others + trials.Unreadable)];
    }
}
