using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Core.Training;

namespace Trading.Core.Evaluation.Sweeps;

/// <summary>
/// Runs slices, here or on a worker. Sessions that are stored already are left as they are, so a slice whose worker died goes on
/// where it stopped. Not safe for concurrent use.
/// </summary>
/// <param name="bars">The bars; each session is read several times.</param>
/// <param name="calendar">When the exchange trades.</param>
/// <param name="record">Where the sessions are stored.</param>
/// <param name="models">Models that need not be trained again.</param>
/// <param name="threads">How many nights train side by side; nothing depends on it but the time.</param>
public sealed class SliceRunner(
    IBarArchive bars, IMarketCalendar calendar, IForecastRecord record, IModelCache models, int threads)
{
    // Slices come recipe by recipe, and the rows of one recipe are all that need be kept.
    private (string Recipe, RecordBuilder Builder)? latest;

    /// <summary>Makes a slice's sessions, as far as they are missing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="slice">A slice of it.</param>
    /// <param name="progress">Told after each session; null when nothing is to be told.</param>
    /// <param name="cancel">Stops between sessions; what was made stays.</param>
    /// <exception cref="SliceRefusedException">It would not make what was planned.</exception>
    public async Task RunAsync(SweepPlan plan, Slice slice, IProgress<RecordProgress>? progress, CancellationToken cancel)
    {
        var planned = plan.Recipes[slice.Recipe];
        if (planned.Recipe.Id != planned.Id)
            throw new SliceRefusedException(
                $"Recipe {planned.Id} is {planned.Recipe.Id} to this program: it was planned by another version. "
                + "Publish the same version everywhere.");
        var builder = BuilderOf(planned.Recipe);
        var (first, last) = (slice.Sessions[0].Session, slice.Sessions[^1].Session);
        var sources = (await builder.SourcesAsync(planned.Archived, first, last, cancel))
            .ToDictionary(found => found.Session, found => found.Source);
        foreach (var session in slice.Sessions)
        {
            if (sources.GetValueOrDefault(session.Session) != session.Source)
                throw new SliceRefusedException(
                    $"The bars that {session.Session:uuuu-MM-dd} is made of are not those of the plan, or another version of the "
                    + "program planned it. Plan it again.");
        }
        await builder.BuildAsync(planned.Archived, first, last, progress, cancel);
    }

    /// <summary>Builds a recipe's record; the rows of the recipe that was asked for last are kept.</summary>
    internal RecordBuilder BuilderOf(Recipe recipe)
    {
        if (latest?.Recipe != recipe.Id)
        {
            latest = (recipe.Id, new RecordBuilder(
                recipe, calendar, SessionUniverses.RowsOf(bars, calendar, recipe),
                new NightTrainer(recipe, models), record, threads));
        }
        return latest.Value.Builder;
    }
}
