using System.Diagnostics;
using Trading.Core.Evaluation.Sweeps;
using Trading.Core.Settings;

namespace Trading.Core.Evaluation.Tuning;

/// <summary>
/// Searches recipes on the archive. What it finds is judged by bars that are multiplied by the number of recipes ever tried, and
/// once on a hold-out that no search reads. It may be stopped anywhere: every look that is done is remembered, and the next
/// search with the same seed goes on there. Not safe for concurrent use.
/// </summary>
public sealed class TuningRun
{
    private const int Shown = 10;
    private readonly TuningPorts ports;
    private readonly TradingSettings present;
    private readonly RecipeSpace space;

    /// <summary>Prepares a search.</summary>
    /// <param name="ports">What is read and remembered.</param>
    /// <param name="present">The present settings.</param>
    /// <param name="space">The recipes to search.</param>
    public TuningRun(TuningPorts ports, TradingSettings present, RecipeSpace space) =>
        (this.ports, this.present, this.space) = (ports, present, space);

    /// <summary>Searches.</summary>
    /// <param name="limits">How far.</param>
    /// <param name="now">The moment that the logs remember.</param>
    /// <param name="progress">Told of each session that is forecast; null when nothing is to be told.</param>
    /// <param name="timeUp">Ends the search between sessions; the best recipe until then is judged.</param>
    /// <param name="cancel">Stops everything; the looks that are done stay remembered.</param>
    /// <exception cref="UnevaluableException">There are too few sessions, or no time for the present recipe.</exception>
    /// <exception cref="SweepIncompleteException">Other machines set a part of a record aside that nothing can be said
    /// without.</exception>
    public async Task<TuningReport> RunAsync(
        TuningLimits limits, Instant now, IProgress<TuningProgress>? progress, CancellationToken timeUp, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var split = SessionSplit.Of(await ports.Archive.GetSessionsAsync(cancel), ports.Calendar);
        var bars = new BarsReadOnce(new SearchArchive(ports.Archive, split), present.IsWholeMarket ? null : present.Symbols);
        await bars.ReadAllAsync(split.Search, limits.Threads, cancel);
        var known = await ports.Tuning.ReadAsync(cancel);
        var examiner = new RecipeExaminer(ports, bars, known.Looks, limits.Threads, now, progress);
        var search = new RecipeSearch(examiner, await ShownSessions.OfAsync(bars, split.Search, cancel));
        var end = await SearchAsync(search, limits, timeUp, cancel);
        var trials = await ports.Trials.ReadAsync(cancel);
        var ranked = Rank(search.Seen, trials.Count);
        if (ranked is not [{ SawAll: true, Figures: { } best } first, ..]) throw NothingSeen(end);
        var presentOne = search.Seen[0];
        var winner = new RecipeRanking(trials.Count).Beats(best, presentOne.Figures) ? first : presentOne;
        var judge = new WinnerJudge(ports, examiner, split, limits, now);
        var (outcome, report) = await judge.JudgeAsync(winner, trials, cancel);
        var searched = new SearchReport(
            split.Search[0], split.Search[^1], split.Search.Count, limits.Seed, ranked.Count, examiner.Looked, trials.Count, end);
        return new TuningReport
        {
            Conclusion = TuningText.Conclusion(outcome, searched, report, winner.Figures!),
            Notes =
            [
                .. TuningText.Notes(searched, report, first.Candidate.Number, trials.Unreadable),
                .. examiner.SetAside.Select(TuningText.Of),
            ],
            Outcome = outcome,
            SettingLines = outcome == TuningOutcome.Proven ? ports.Differences(winner.Candidate.Settings) : [],
            Search = searched,
            Best = [.. ranked.Take(Shown).Select(Ranked)],
            Winner = report,
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            Sweep = examiner.Figures,
            SetAside = examiner.SetAside,
        };
    }

    private async Task<SearchEnd> SearchAsync(
        RecipeSearch search, TuningLimits limits, CancellationToken timeUp, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeUp, cancel);
        try
        {
            await search.RunAsync(space.Draw(present, limits.Seed).Take(limits.Recipes ?? int.MaxValue), stop.Token);
            return search.Seen.Count == limits.Recipes ? SearchEnd.CountReached : SearchEnd.AllTried;
        }
        catch (OperationCanceledException) when (timeUp.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return SearchEnd.TimeIsUp;
        }
    }

    private RankedRecipe Ranked(SearchedCandidate one) => new(
        one.Candidate.Number, one.Candidate.Recipe.Id, ports.Differences(one.Candidate.Settings), one.SawAll, one.Figures);

    private static IReadOnlyList<SearchedCandidate> Rank(IEnumerable<SearchedCandidate> seen, int tried) =>
    [
        .. seen.OrderByDescending(one => one.SawAll).ThenBy(one => one.Figures, new RecipeRanking(tried))
            .ThenBy(one => one.Candidate.Number),
    ];

    private static UnevaluableException NothingSeen(SearchEnd end) => new(end == SearchEnd.TimeIsUp
        ? "The time was up before the present recipe was seen on all sessions of the search. What was forecast is kept, and the "
            + "next search goes on there; give it more minutes."
        : "No recipe could forecast a session: a model needs sessions to learn from within its TrainingDays.");
}
