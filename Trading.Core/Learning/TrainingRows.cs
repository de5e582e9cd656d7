using Trading.Core.Features;
using Trading.Core.Learning.Rows;

namespace Trading.Core.Learning;

/// <summary>
/// The rows that a trainer learns from: of each symbol one every few minutes, the symbols in turn, because the labels of
/// neighbouring minutes overlap almost wholly; fewer when a session would give more than <see cref="RowBounds"/> allows.
/// Features that the recipe leaves out are zero.
/// </summary>
/// <param name="Features">The feature rows, one after the other.</param>
/// <param name="Profit">The labels.</param>
/// <param name="Block">Which sessions they come from.</param>
internal sealed record TrainingRows(float[] Features, bool[] Profit, DataBlock Block)
{
    private const int MostExplained = 1_000;

    /// <summary>Takes the rows of a window.</summary>
    /// <exception cref="UntrainableException">There are no rows, or all ended alike.</exception>
    public static TrainingRows Of(IReadOnlyList<LabelledRows> window, Recipe recipe)
    {
        var count = window.Sum(session => Taken(session, recipe).Count());
        var (features, profit) = (new float[count * FeatureSchema.Count], new bool[count]);
        var left = Enumerable.Range(0, FeatureSchema.Count).Where(i => !recipe.Features.Contains(FeatureSchema.Names[i]))
            .ToArray();
        var next = 0;
        foreach (var session in window)
        {
            foreach (var row in Taken(session, recipe))
            {
                var copy = features.AsSpan(next * FeatureSchema.Count, FeatureSchema.Count);
                session.Features(row).CopyTo(copy);
                foreach (var column in left) copy[column] = 0;
                profit[next++] = session.Profit[row];
            }
        }
        if (!profit.Contains(true) || !profit.Contains(false))
        {
            throw new UntrainableException(
                $"The training rows are {profit.Length} and do not have both outcomes; nothing can be learned from them.");
        }
        var block = new DataBlock(
            window.Min(s => s.Session), window.Max(s => s.Session), window.Count, profit.Length,
            profit.Average(happened => happened ? 1.0 : 0.0));
        return new TrainingRows(features, profit, block);
    }

    private static IEnumerable<int> Taken(LabelledRows session, Recipe recipe)
    {
        var step = recipe.Bounds.TrainingMinutesBetween(
            recipe.Parameters.MinutesBetweenRows, session.MinutesBetween, session.Symbols.Count, session.Minutes);
        for (var row = 0; row < session.Count; row++)
        {
            if ((session.Minute[row] + session.Symbol[row]) % step == 0) yield return row;
        }
    }

    /// <summary>How much each feature moves a model's score, as a share of all, largest first; from some of the rows.</summary>
    public IReadOnlyList<FeatureShare> ImportanceIn(LearnedModel model)
    {
        var step = Math.Max(1, Profit.Length / MostExplained);
        var sample = new List<float>();
        for (var row = 0; row < Profit.Length; row += step)
            sample.AddRange(Features.AsSpan(row * FeatureSchema.Count, FeatureSchema.Count));
        var moves = model.Trees.MeanAbsoluteContributions(sample.ToArray());
        var total = moves.Sum();
        return
        [
            .. FeatureSchema.Names.Select((name, i) => new FeatureShare(name, total > 0 ? moves[i] / total : 0))
                .OrderByDescending(f => f.Share).ThenBy(f => f.Feature, StringComparer.Ordinal),
        ];
    }
}
