using Microsoft.ML;
using Trading.Core.Features;
using Trading.Core.Learning.Base;
using Trading.Core.Learning.Rows;
using Trading.Core.Learning.Trees;

namespace Trading.Core.Learning;

/// <summary>
/// Trains a recipe's model on a window of sessions. Nothing is held back: the recipe is judged by what its models said of
/// sessions after their windows.
/// </summary>
public static class ModelTrainer
{
    /// <summary>Fewest sessions that a model may learn from.</summary>
    public const int FewestSessions = 5;

    /// <summary>Trains a model; the same rows and recipe give the same model to the bit, on any number of threads.</summary>
    /// <param name="window">The sessions to learn from.</param>
    /// <param name="recipe">How to learn.</param>
    /// <exception cref="UntrainableException">There are too few sessions, or the rows do not have both outcomes.</exception>
    public static LearnedModel Train(IReadOnlyList<LabelledRows> window, Recipe recipe)
    {
        if (window.Count < FewestSessions)
        {
            throw new UntrainableException(
                $"{window.Count} sessions with labelled rows are too few to learn from; {FewestSessions} is the least.");
        }
        var rows = TrainingRows.Of(window, recipe);
        var ml = new MLContext(recipe.Seed);
        var fitted = Trainers.Create(ml, recipe).Fit(FeatureRow.View(ml, rows.Features, rows.Profit));
        return new LearnedModel(
            TreeEnsembleReader.From(fitted, FeatureSchema.Count, rows.Features), BaseForecast.Learn(recipe.Plan, window));
    }
}
