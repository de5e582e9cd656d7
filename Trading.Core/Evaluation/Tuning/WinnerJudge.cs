using Trading.Core.Learning.Evidence;
using Trading.Core.Statistics;
using Trading.Core.Storage;
using Trading.Core.Training;

namespace Trading.Core.Evaluation.Tuning;

/// <summary>Judges the best recipe as one of all that were tried, and, where it deserves it, on the hold-out.</summary>
internal sealed class WinnerJudge(
    TuningPorts ports, RecipeExaminer examiner, SessionSplit split, TuningLimits limits, Instant now)
{
    /// <summary>Judges a recipe.</summary>
    /// <param name="winner">The best recipe, seen on all sessions of the search.</param>
    /// <param name="trials">All that were tried.</param>
    /// <param name="cancel">Stops between sessions.</param>
    public async Task<(TuningOutcome Outcome, WinnerReport Report)> JudgeAsync(
        SearchedCandidate winner, TrialHistory trials, CancellationToken cancel)
    {
        var (candidate, figures) = (winner.Candidate, winner.Figures!);
        var judge = RecordReplay.NewJudge(candidate.Settings, trials.Count);
        var record = await examiner.BuildAsync(candidate, split.Search, cancel);
        var judged = JudgedRecipe.Of(record, judge, candidate.Settings, ports.Calendar);
        var standing = judged.Figures.Evidence.Standing;
        var deserves = !candidate.IsPresent && figures.Knows(trials.Count) && figures.SurelyNetBps > 0;
        var holdOut = deserves && !limits.LeavesHoldOut ? await OpenAsync(candidate, judge, cancel) : null;
        var report = new WinnerReport(
            candidate.Number, candidate.Recipe, standing, DeflatedSharpe.Of(judged.DailyReturns, SharpesOf(trials)), holdOut);
        return (OutcomeOf(winner, standing, trials.Count, deserves, holdOut), report);
    }

    private static TuningOutcome OutcomeOf(
        SearchedCandidate winner, RecipeStanding standing, int tried, bool deserves, HoldOutReport? holdOut) => holdOut switch
        {
            _ when winner.Candidate.IsPresent => TuningOutcome.PresentIsBest,
            _ when !winner.Figures!.Knows(tried) => TuningOutcome.NothingProved,
            null => deserves ? TuningOutcome.NotJudged : TuningOutcome.PayNotProved,
            { Agrees: false } => TuningOutcome.NotConfirmed,
            { Proves: true } => TuningOutcome.Proven,
            _ => standing == RecipeStanding.Proven ? TuningOutcome.Proven : TuningOutcome.PayNotProved,
        };

    private async Task<HoldOutReport?> OpenAsync(Candidate candidate, RecordJudge judge, CancellationToken cancel)
    {
        var (recipe, minConfidence) = (candidate.Recipe.Id, candidate.Settings.Risk.MinConfidence);
        var opened = (await ports.Tuning.ReadAsync(cancel)).Openings.Where(o => o.Last >= split.HoldOut[0]).ToList();
        // Remembered before it is read, so that no look at it goes uncounted.
        if (!opened.Exists(o => o.IsFor(recipe, minConfidence)))
        {
            var opening = new HoldOutOpening(recipe, minConfidence, split.HoldOut[0], split.HoldOut[^1], now);
            await ports.Tuning.AddAsync(opening, cancel);
            opened.Add(opening);
        }
        var record = await examiner.BuildHeldOutAsync(candidate, [.. split.Search, .. split.HoldOut], cancel);
        var heldOut = record.Where(session => session.Session >= split.HoldOut[0]).ToList();
        if (heldOut.Count == 0) return null;
        var openings = opened.Select(o => (o.Recipe, o.MinConfidence)).Distinct().Count();
        var judged = JudgedRecipe.Of(heldOut, judge.WithoutEvidence(openings), candidate.Settings, ports.Calendar);
        return new HoldOutReport(openings, judged.Figures);
    }

    private static double[] SharpesOf(TrialHistory trials) =>
        [.. trials.Trials.Select(trial => trial.SharpePerSession ?? 0), .. Enumerable.Repeat(0.0, trials.Unreadable)];
}
