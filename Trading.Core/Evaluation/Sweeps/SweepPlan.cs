using Trading.Core.Learning;

namespace Trading.Core.Evaluation.Sweeps;

/// <summary>A session of a record that is to be made.</summary>
/// <param name="Session">New York date.</param>
/// <param name="Source">
/// Names all that it is made of, recipe, program and bars: a worker that reads other bars has another source and makes nothing.
/// </param>
public sealed record PlannedSession(LocalDate Session, string Source);

/// <summary>
/// A block of nights of one recipe, about a minute's work. It is a function of bars and recipe alone, so it may run anywhere,
/// more than once, and at the same time as itself: the same files come of it.
/// </summary>
/// <param name="Number">Its place in the plan, from 0 on.</param>
/// <param name="Recipe">The place of its recipe in the plan.</param>
/// <param name="Sessions">What it makes, in order, at least one.</param>
public sealed record Slice(int Number, int Recipe, IReadOnlyList<PlannedSession> Sessions);

/// <summary>A recipe of a plan.</summary>
/// <param name="Id">Its id where it was planned: a program that reads the recipe as another one makes nothing.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="Archived">The sessions that it may read, in order.</param>
public sealed record PlannedRecipe(string Id, Recipe Recipe, IReadOnlyList<LocalDate> Archived);

/// <summary>All that is missing of some records, cut into slices. It says everything that a worker needs but the bars.</summary>
/// <param name="At">When it was planned, UTC.</param>
/// <param name="Recipes">The recipes.</param>
/// <param name="Slices">The slices, by number.</param>
public sealed record SweepPlan(Instant At, IReadOnlyList<PlannedRecipe> Recipes, IReadOnlyList<Slice> Slices)
{
    /// <summary>How many sessions are to be made.</summary>
    public int Sessions => Slices.Sum(slice => slice.Sessions.Count);
}
