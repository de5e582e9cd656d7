using Trading.Core.Learning.Record;
using Trading.Core.Storage;
using Trading.Core.Training;

namespace Trading.Core.Evaluation.Tuning;

/// <summary>
/// Looks at a recipe on sessions of the search. A look that an earlier search has had is not done again. Every recipe that was
/// looked at, however briefly, counts as a trial. Not safe for concurrent use.
/// </summary>
internal sealed class RecipeExaminer
{
    private readonly TuningPorts ports;
    private readonly IBarArchive bars;
    private readonly int threads;
    private readonly Instant now;
    private readonly IProgress<TuningProgress>? progress;
    private readonly List<RecipeLook> known;

    /// <summary>Prepares looks.</summary>
    /// <param name="ports">What is read and remembered.</param>
    /// <param name="bars">The bars of the search alone.</param>
    /// <param name="known">What earlier searches saw.</param>
    /// <param name="threads">How many nights train side by side.</param>
    /// <param name="now">The moment that the trial log remembers.</param>
    /// <param name="progress">Told of each session that is added to a record; null when nothing is to be told.</param>
    public RecipeExaminer(
        TuningPorts ports, IBarArchive bars, IEnumerable<RecipeLook> known, int threads, Instant now,
        IProgress<TuningProgress>? progress)
    {
        (this.ports, this.bars, this.threads, this.now, this.progress) = (ports, bars, threads, now, progress);
        this.known = [.. known];
    }

    /// <summary>How many recipes were looked at now, without those that were known.</summary>
    public int Looked { get; private set; }

    /// <summary>Looks at a recipe.</summary>
    /// <param name="candidate">The recipe.</param>
    /// <param name="shown">The sessions that it is shown.</param>
    /// <param name="stop">Stops between sessions; what was added to the record stays.</param>
    public async Task<RecipeFigures?> LookAsync(Candidate candidate, ShownSessions shown, CancellationToken stop)
    {
        var (recipe, minConfidence) = (candidate.Recipe, candidate.Settings.Risk.MinConfidence);
        if (known.Find(look => look.IsOf(recipe.Id, minConfidence, shown.BarsHash)) is { } seen) return seen.Figures;
        stop.ThrowIfCancellationRequested();
        var record = await BuildAsync(candidate, bars, shown.Sessions, stop);
        var figures = record.Count == 0 ? null
            : JudgedRecipe.Of(record, RecordReplay.NewJudge(candidate.Settings, 1), candidate.Settings, ports.Calendar).Figures;
        var look = new RecipeLook(recipe.Id, minConfidence, shown.BarsHash, figures);
        // The trial first: when the program dies in between, the look is done again and the trial replaced.
        await ports.Trials.AddAsync(TrialOf(candidate, shown, figures), stop);
        await ports.Tuning.AddAsync(look, stop);
        known.Add(look);
        Looked++;
        return figures;
    }

    /// <summary>A recipe's record of some sessions.</summary>
    /// <param name="candidate">The recipe.</param>
    /// <param name="archive">Where the bars are.</param>
    /// <param name="sessions">The sessions; the first of them are learned from.</param>
    /// <param name="stop">Stops between sessions.</param>
    public Task<IReadOnlyList<OutOfSampleSession>> BuildAsync(
        Candidate candidate, IBarArchive archive, IReadOnlyList<LocalDate> sessions, CancellationToken stop)
    {
        var recipe = candidate.Recipe;
        var builder = new RecordBuilder(
            recipe, ports.Calendar, SessionUniverses.RowsOf(archive, ports.Calendar, recipe),
            new NightTrainer(recipe, ports.ModelCache),
            ports.Record, threads);
        return builder.BuildAsync(sessions, sessions[0], sessions[^1], new Sessions(candidate, sessions.Count, progress), stop);
    }

    private Trial TrialOf(Candidate candidate, ShownSessions shown, RecipeFigures? figures) => new()
    {
        Recipe = candidate.Recipe.Id,
        MinConfidence = candidate.Settings.Risk.MinConfidence,
        Description = EvaluationText.Of(candidate.Recipe),
        From = figures?.First ?? shown.Sessions[0],
        To = figures?.Last ?? shown.Sessions[^1],
        Sessions = figures?.Sessions ?? 0,
        SharpePerSession = figures?.SharpePerSession,
        Evidence = figures?.Evidence,
        At = now,
    };

    private sealed class Sessions(Candidate candidate, int count, IProgress<TuningProgress>? told) : IProgress<RecordProgress>
    {
        public void Report(RecordProgress value) =>
            told?.Report(new TuningProgress(candidate.Number, count, value.Done, value.Total));
    }
}
