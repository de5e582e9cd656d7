using System.Diagnostics;
using Trading.Core.Evaluation.Holding;
using Trading.Core.Evaluation.Sweeps;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Learning.Record;
using Trading.Core.Settings;
using Trading.Core.Statistics;
using Trading.Core.Storage;
using Trading.Core.Training;

namespace Trading.Core.Evaluation;

/// <summary>
/// Walks the recipe of some settings forward over the archive and says what came of it. What it reads of the record, and what it
/// adds, is what the nights read and add. Not safe for concurrent use.
/// </summary>
public sealed class RecipeEvaluator
{
    /// <summary>Fewest archived sessions: those that the first model learns from, and two to judge it by.</summary>
    public const int FewestSessions = ModelTrainer.FewestSessions + 2;

    private readonly EvaluationPorts ports;
    private readonly TradingSettings settings;
    private readonly Recipe recipe;
    private readonly int threads;

    /// <summary>Prepares an evaluation.</summary>
    /// <param name="ports">What is read and remembered.</param>
    /// <param name="settings">The recipe, the threshold, and the account's limits.</param>
    /// <param name="threads">How many nights train side by side; the figures do not depend on it.</param>
    public RecipeEvaluator(EvaluationPorts ports, TradingSettings settings, int threads)
    {
        (this.ports, this.settings, this.threads) = (ports, settings, threads);
        recipe = settings.Recipe;
    }

    /// <summary>Evaluates the recipe.</summary>
    /// <param name="from">First session to forecast; sessions before it may be learned from. Null for the archive's
    /// first.</param>
    /// <param name="to">Last session to forecast; null for the archive's last.</param>
    /// <param name="now">The moment of the evaluation, which the trial log remembers.</param>
    /// <param name="progress">Told of each session that is added to the record; null when nothing is to be told.</param>
    /// <param name="cancel">Stops; what was added to the record stays, so that the next evaluation goes on there.</param>
    /// <exception cref="UnevaluableException">There are too few sessions.</exception>
    /// <exception cref="SweepIncompleteException">Other machines set a part of the record aside.</exception>
    public async Task<EvaluationReport> EvaluateAsync(
        LocalDate? from, LocalDate? to, Instant now, IProgress<RecordProgress>? progress, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var bars = new BarsReadOnce(ports.Archive, recipe.IsWholeMarket ? null : recipe.Symbols);
        var archived = await RangeAsync(from, to, cancel);
        await bars.ReadAllAsync(archived, threads, cancel);
        var barsRead = Stopwatch.GetTimestamp();

        var built = new BuiltSessions(progress);
        var sweep = new RecordSweep(bars, ports.Calendar, ports.Record, ports.ModelCache, ports.Sweep, threads, now);
        var record = await BuildAsync(sweep, new RecordOrder(recipe, archived, from ?? archived[0]), built, cancel);
        var recordBuilt = Stopwatch.GetTimestamp();

        var judged = JudgedRecord.Of(record, settings);
        var sessions = new List<EvaluatedSession>(record.Count);
        foreach (var session in judged.Sessions)
        {
            var date = session.Session.Session;
            sessions.Add(new EvaluatedSession(session, ports.Calendar.SessionOn(date)!, await bars.ReadAsync(date, cancel)));
        }
        var held = await new HeldUniverse(bars, ports.Calendar, recipe).ReadAsync(sessions, cancel);
        var figures = EvaluationFigures.Of(judged, sessions, held, settings, recipe);
        var trials = await ports.Trials.AddAsync(TrialOf(judged, figures.Account, now), cancel);
        var evidence = EvidenceOf(judged.Steps, trials.Count);
        var done = Stopwatch.GetTimestamp();
        return new EvaluationReport
        {
            Conclusion = EvaluationText.Conclusion(evidence),
            Notes = trials.Unreadable == 0 ? [] : [EvaluationText.Unreadable(trials.Unreadable)],
            Recipe = recipe,
            MinConfidence = settings.Risk.MinConfidence,
            Forecast = figures.Forecast,
            Range = RangeReport.Of(
                ports.Calendar, await ports.Archive.GetSessionsAsync(cancel), from, to,
                [.. sessions.Select(session => session.Hours.Date)]) with
            {
                WithoutBars = recipe.IsWholeMarket ? [] : RangeReport.WithoutBarsOf(recipe.Symbols, held),
            },
            Evidence = evidence,
            Scores = figures.Scores,
            Reliability = figures.Reliability,
            Signals = figures.Signals,
            Thresholds = figures.Thresholds,
            Account = figures.Account,
            Baselines = figures.Baselines,
            Trials = TrialsOf(figures.Account, trials),
            Steps = judged.Steps,
            Timings = new EvaluationTimings(
                built.Count, Seconds(started, barsRead), Seconds(barsRead, recordBuilt), Seconds(recordBuilt, done),
                Seconds(started, done)),
            Sweep = sweep.Figures,
        };
    }

    private async Task<IReadOnlyList<LocalDate>> RangeAsync(LocalDate? from, LocalDate? to, CancellationToken cancel)
    {
        var archived = (await ports.Archive.GetSessionsAsync(cancel))
            .Where(date => !(date > to) && ports.Calendar.SessionOn(date) is not null).ToList();
        if (archived.Count < FewestSessions)
        {
            throw new UnevaluableException(
                $"The archive holds {archived.Count} sessions{(to is { } end ? $" up to {end:uuuu-MM-dd}" : "")}; an evaluation "
                + $"needs {FewestSessions}: {ModelTrainer.FewestSessions} to learn from and two to forecast.");
        }
        return from is null ? archived : [.. archived.Where(date => date >= RecordBuilder.FirstRead(recipe, from.Value))];
    }

    private static async Task<IReadOnlyList<OutOfSampleSession>> BuildAsync(
        RecordSweep sweep, RecordOrder order, BuiltSessions built, CancellationToken cancel)
    {
        var record = await sweep.BuildAsync(order, built, cancel);
        return record.Count >= 2
            ? record
            : throw new UnevaluableException(
                $"Only {record.Count} of the sessions from {order.From:uuuu-MM-dd} to {order.Archived[^1]:uuuu-MM-dd} can be "
                + $"forecast, and an evaluation needs two: a model needs {ModelTrainer.FewestSessions} recorded sessions within "
                + $"the {order.Recipe.TrainingDays} days before.");
    }

    private Trial TrialOf(JudgedRecord judged, AccountReport account, Instant now) => new()
    {
        Recipe = recipe.Id,
        MinConfidence = settings.Risk.MinConfidence,
        Description = EvaluationText.Of(recipe),
        From = judged.Sessions[0].Session.Session,
        To = judged.Sessions[^1].Session.Session,
        Sessions = judged.Sessions.Count,
        SharpePerSession = SharpeStatistics.PerSession(account.Equity.DailyReturns),
        Evidence = judged.Steps[^1].Evidence,
        At = now,
    };

    private static TrialReport TrialsOf(AccountReport account, TrialHistory trials)
    {
        double[] sharpes =
            [.. trials.Trials.Select(trial => trial.SharpePerSession ?? 0), .. Enumerable.Repeat(0.0, trials.Unreadable)];
        return new TrialReport(
            trials.Count, trials.Unreadable,
            DeflatedSharpe.ExpectedMaximum(sharpes) * Math.Sqrt(SharpeStatistics.SessionsPerYear),
            account.Equity.ProbabilisticSharpe, DeflatedSharpe.Of(account.Equity.DailyReturns, sharpes));
    }

    private static EvidenceReport EvidenceOf(IReadOnlyList<EvidenceStep> steps, int tried)
    {
        var (forecast, profit) = (Math.Log10(EvidenceBars.Forecast * tried), Math.Log10(EvidenceBars.Profit * tried));
        var reached = steps.Any(step =>
            Math.Min(step.Evidence.OverBase, step.Evidence.OverTrivial) >= forecast && step.Evidence.Profit >= profit);
        var last = steps[^1].Evidence;
        return new EvidenceReport(last, tried, reached && last.Standing == RecipeStanding.Proven);
    }

    private static double Seconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalSeconds;

    private sealed class BuiltSessions(IProgress<RecordProgress>? told) : IProgress<RecordProgress>
    {
        public int Count { get; private set; }

        public void Report(RecordProgress value)
        {
            Count = value.Done;
            told?.Report(value);
        }
    }
}
