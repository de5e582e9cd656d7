using Trading.Core.Evaluation.Sweeps;
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
    private readonly int threads;
    private readonly RecordSweep sweep;
    private readonly List<SliceFailure> setAside = [];
    private SweepFigures? elsewhere;
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
        (this.ports, this.threads, this.now, this.progress) = (ports, threads, now, progress);
        this.known = [.. known];
        sweep = SweepOver(bars);
    }

    /// <summary>What other machines took; null when none were asked.</summary>
    public SweepFigures? Figures => sweep.Figures is { } own ? own.Plus(elsewhere ?? SweepFigures.None) : elsewhere;

    /// <summary>The slices that were set aside. The search goes on without their recipes.</summary>
    public IReadOnlyList<SliceFailure> SetAside => setAside;

    /// <summary>How many recipes were looked at now, without those that were known.</summary>
    public int Looked { get; private set; }

    /// <summary>
    /// Makes what the next look at some recipes needs, all at the same time, where there are other machines to do it.
    /// </summary>
    /// <param name="field">The recipes.</param>
    /// <param name="shown">The sessions that they are shown.</param>
    /// <param name="stop">Stops; what was made stays.</param>
    /// <exception cref="SweepIncompleteException">A part of the present recipe was set aside.</exception>
    public async Task PrepareAsync(IEnumerable<Candidate> field, ShownSessions shown, CancellationToken stop)
    {
        if (!sweep.SpreadsOut) return;
        var unknown = field.Where(candidate => KnownOf(candidate, shown) is null).ToList();
        if (unknown.Count == 0) return;
        setAside.AddRange(await sweep.FillAsync(unknown.ConvertAll(one => OrderOf(one, shown.Sessions)), null, stop));
        if (unknown.Exists(candidate => candidate.IsPresent && IsSetAside(candidate)))
            throw new SweepIncompleteException(setAside);
    }

    /// <summary>Whether a part of a recipe's record was set aside, so that it cannot be looked at.</summary>
    public bool IsSetAside(Candidate candidate) => setAside.Exists(failure => failure.Recipe == candidate.Recipe.Id);

    /// <summary>Looks at a recipe.</summary>
    /// <param name="candidate">The recipe.</param>
    /// <param name="shown">The sessions that it is shown.</param>
    /// <param name="stop">Stops between sessions; what was added to the record stays.</param>
    public async Task<RecipeFigures?> LookAsync(Candidate candidate, ShownSessions shown, CancellationToken stop)
    {
        var (recipe, minConfidence) = (candidate.Recipe, candidate.Settings.Risk.MinConfidence);
        if (KnownOf(candidate, shown) is { } seen) return seen.Figures;
        stop.ThrowIfCancellationRequested();
        var record = await BuildAsync(candidate, shown.Sessions, stop);
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

    /// <summary>A recipe's record of sessions of the search.</summary>
    /// <param name="candidate">The recipe.</param>
    /// <param name="sessions">The sessions; the first of them are learned from.</param>
    /// <param name="stop">Stops between sessions.</param>
    public Task<IReadOnlyList<OutOfSampleSession>> BuildAsync(
        Candidate candidate, IReadOnlyList<LocalDate> sessions, CancellationToken stop) =>
        sweep.BuildAsync(OrderOf(candidate, sessions), new Sessions(candidate, sessions.Count, progress), stop);

    /// <summary>A recipe's record of any sessions, also of those that are held out.</summary>
    /// <param name="candidate">The recipe.</param>
    /// <param name="sessions">The sessions; the first of them are learned from.</param>
    /// <param name="stop">Stops between sessions.</param>
    public async Task<IReadOnlyList<OutOfSampleSession>> BuildHeldOutAsync(
        Candidate candidate, IReadOnlyList<LocalDate> sessions, CancellationToken stop)
    {
        var whole = SweepOver(ports.Archive);
        var record = await whole.BuildAsync(
            OrderOf(candidate, sessions), new Sessions(candidate, sessions.Count, progress), stop);
        if (whole.Figures is { } figures) elsewhere = (elsewhere ?? SweepFigures.None).Plus(figures);
        return record;
    }

    private static RecordOrder OrderOf(Candidate candidate, IReadOnlyList<LocalDate> sessions) =>
        new(candidate.Recipe, sessions, sessions[0]);

    private RecordSweep SweepOver(IBarArchive archive) =>
        new(archive, ports.Calendar, ports.Record, ports.ModelCache, ports.Sweep, threads, now);

    private RecipeLook? KnownOf(Candidate candidate, ShownSessions shown) => known.Find(
        look => look.IsOf(candidate.Recipe.Id, candidate.Settings.Risk.MinConfidence, shown.BarsHash));

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
