namespace Trading.Core.Evaluation.Tuning;

/// <summary>A candidate with the most that was seen of it.</summary>
/// <param name="Candidate">The recipe.</param>
/// <param name="Figures">What was seen; null when no session could be forecast.</param>
/// <param name="SawAll">Whether it was seen on all sessions of the search; only then it can win.</param>
internal sealed record SearchedCandidate(Candidate Candidate, RecipeFigures? Figures, bool SawAll);

/// <summary>
/// Random search with successive halving: Jamieson and Talwalkar (2016), "Non-stochastic Best Arm Identification and
/// Hyperparameter Optimization". Candidates come in fields of eight; each field is shown the first quarter of the sessions, the
/// better half of it the first half, and the better half of that all of them. What has been shown to a candidate stays in its
/// record, so nothing is computed twice, and what was shown to any counts as tried. The order of the looks depends on the seed
/// and on the figures alone.
/// </summary>
/// <param name="examiner">Looks at recipes.</param>
/// <param name="shown">What candidates are shown one after the other.</param>
internal sealed class RecipeSearch(RecipeExaminer examiner, IReadOnlyList<ShownSessions> shown)
{
    private const int FieldSize = 8;
    private readonly SortedDictionary<int, SearchedCandidate> seen = [];

    /// <summary>The candidates that were looked at, in their order.</summary>
    public IReadOnlyList<SearchedCandidate> Seen => [.. seen.Values];

    /// <summary>
    /// Searches until the candidates are used up. The present recipe is looked at first, on all sessions.
    /// </summary>
    /// <param name="candidates">The present recipe and the others, in order.</param>
    /// <param name="stop">Stops between sessions; what was seen until then stays in <see cref="Seen"/>.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task RunAsync(IEnumerable<Candidate> candidates, CancellationToken stop)
    {
        var first = true;
        var field = new List<Candidate>(FieldSize);
        foreach (var candidate in candidates)
        {
            field.Add(candidate);
            if (!first && field.Count < FieldSize) continue;
            await HalveAsync(field, first ? shown.Count - 1 : 0, stop);
            first = false;
            field = [];
        }
        await HalveAsync(field, 0, stop);
    }

    private async Task HalveAsync(List<Candidate> field, int firstStep, CancellationToken stop)
    {
        for (var step = firstStep; step < shown.Count; step++)
        {
            await examiner.PrepareAsync(field, shown[step], stop);
            field.RemoveAll(examiner.IsSetAside);
            foreach (var candidate in field)
            {
                var figures = await examiner.LookAsync(candidate, shown[step], stop);
                seen[candidate.Number] = new SearchedCandidate(candidate, figures, step == shown.Count - 1);
            }
            // How many were tried until here, and not how many the trial log counts: a repeated search must halve alike.
            var ranking = new RecipeRanking(seen.Count);
            field = [.. field.OrderBy(c => seen[c.Number].Figures, ranking).ThenBy(c => c.Number).Take((field.Count + 1) / 2)];
        }
    }
}
