using System.Text.Json;
using Trading.Adapters.StorageFormats;
using Trading.Core.Evaluation;
using Trading.Core.Learning;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Core.Evaluation;

/// <summary>Whole evaluations of the small planted market.</summary>
public sealed class RecipeEvaluatorTests
{
    private const int Archived = 14;
    private static readonly Instant Now = Instant.FromUtc(2025, 11, 15, 12, 0);
    private static readonly InMemoryModelCache Trained = new();
    private static readonly Lazy<Task<InMemoryBarArchive>> Bars = new(() => ArchiveAsync(Archived));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_gives_the_same_document_on_any_number_of_threads_and_from_a_finished_record()
    {
        var record = new InMemoryForecastRecord();
        var first = await EvaluateAsync(record: record, threads: 1);
        var again = await EvaluateAsync(record: record, threads: 2);
        var anew = await EvaluateAsync(threads: 3);

        Assert.Equal(Archived - ModelTrainer.FewestSessions, first.Timings.SessionsBuilt);
        Assert.Equal(0, again.Timings.SessionsBuilt);
        Assert.Equal(Json(first), Json(again));
        Assert.Equal(Json(first), Json(anew));
    }

    [Fact]
    public async Task What_is_cancelled_goes_on_where_it_stopped()
    {
        var record = new InMemoryForecastRecord();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Evaluator(record: record).EvaluateAsync(
            null, null, Now, new Stop(stop, after: 3), stop.Token));

        var report = await EvaluateAsync(record: record);

        Assert.Equal(Archived - ModelTrainer.FewestSessions - 3, report.Timings.SessionsBuilt);
        Assert.Equal(Json(await EvaluateAsync()), Json(report));
    }

    [Fact]
    public async Task Its_figures_agree_with_each_other()
    {
        var report = await EvaluateAsync();

        Assert.Equal(report.Forecast.Sessions, report.Steps.Count);
        Assert.Equal(report.Steps[^1].Evidence, report.Evidence.Last);
        Assert.Equal(report.Forecast.Rows, report.Reliability.Sum(step => step.Rows));
        Assert.Equal(report.Signals, report.Thresholds.Single(row => row.Threshold.Equals(report.MinConfidence)));
        Assert.Equal(report.Forecast.Sessions, report.Account.Equity.DailyReturns.Count);
        Assert.Equal(
            report.Account.Equity.Return, report.Account.Equity.DailyReturns.Aggregate(1.0, (e, r) => e * (1 + r)) - 1, 9);
        // The market is planted: a model that learned from earlier sessions knows more than the base forecast.
        Assert.True(report.Scores.GainOverBase.Value > 0, $"{report.Scores.GainOverBase}");
        Assert.True(report.Scores.Of(ForecastKind.Model).Auc!.Value > 0.7);
    }

    [Fact]
    public async Task Each_recipe_and_threshold_is_a_trial_and_the_same_again_is_the_same_trial()
    {
        var trials = new InMemoryTrialLog();
        var one = await EvaluateAsync(trials: trials);
        var same = await EvaluateAsync(trials: trials);
        var surer = await EvaluateAsync(
            SmallMarket.Settings with { Risk = SmallMarket.Settings.Risk with { MinConfidence = 0.7 } }, trials: trials);

        Assert.Equal((1, 1, 2), (one.Trials.Count, same.Trials.Count, surer.Trials.Count));
        Assert.Equal(one.Recipe.Id, surer.Recipe.Id);
        Assert.Contains("one of 2 trials", surer.Conclusion, StringComparison.Ordinal);
        Assert.DoesNotContain("trials", one.Conclusion, StringComparison.Ordinal);
        // One trial deflates nothing.
        Assert.Equal(one.Trials.ProbabilisticSharpe, one.Trials.DeflatedSharpe);
        var logged = (await trials.ReadAsync(Cancel)).Trials[0];
        Assert.Equal((one.Recipe.Id, one.Forecast.Sessions, Now), (logged.Recipe, logged.Sessions, logged.At));
    }

    [Fact]
    public async Task Sessions_before_the_first_one_wanted_are_learned_from()
    {
        var all = await EvaluateAsync();
        var from = all.Forecast.Last.PlusDays(-3);

        var report = await Evaluator().EvaluateAsync(from, null, Now, null, Cancel);

        Assert.True(report.Forecast.First >= from && report.Forecast.Last == all.Forecast.Last);
    }

    [Fact]
    public async Task Too_few_sessions_are_refused_with_their_number()
    {
        var few = await ArchiveAsync(RecipeEvaluator.FewestSessions - 1);
        var ports = Ports() with { Archive = few };

        var refusal = await Assert.ThrowsAsync<UnevaluableException>(() => new RecipeEvaluator(
            ports, SmallMarket.Settings, 1).EvaluateAsync(null, null, Now, null, Cancel));

        Assert.Contains("6 sessions", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("needs 7", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<InMemoryBarArchive> ArchiveAsync(int sessions)
    {
        var (tape, archive) = (SmallMarket.Tape(), new InMemoryBarArchive());
        foreach (var date in tape.Sessions.Take(sessions)) await archive.WriteAsync(date, tape.Read(date), CancellationToken.None);
        return archive;
    }

    private static async Task<EvaluationReport> EvaluateAsync(
        TradingSettings? settings = null, IForecastRecord? record = null, ITrialLog? trials = null, int threads = 2)
    {
        var ports = Ports() with
        {
            Archive = await Bars.Value,
            Record = record ?? new InMemoryForecastRecord(),
            Trials = trials ?? new InMemoryTrialLog(),
        };
        return await new RecipeEvaluator(ports, settings ?? SmallMarket.Settings, threads)
            .EvaluateAsync(null, null, Now, null, Cancel);
    }

    private static RecipeEvaluator Evaluator(IForecastRecord? record = null) => new(
        Ports() with { Archive = Bars.Value.GetAwaiter().GetResult(), Record = record ?? new InMemoryForecastRecord() },
        SmallMarket.Settings, 1);

    private static EvaluationPorts Ports() => new(
        new InMemoryBarArchive(), SmallMarket.Calendar, new InMemoryForecastRecord(), Trained, new InMemoryTrialLog());

    private static string Json(EvaluationReport report) =>
        JsonSerializer.Serialize(report with { Timings = new(0, 0, 0, 0, 0) }, StorageJson.Options);

    private sealed class Stop(CancellationTokenSource source, int after) : IProgress<Trading.Core.Training.RecordProgress>
    {
        public void Report(Trading.Core.Training.RecordProgress value)
        {
            if (value.Done == after) source.Cancel();
        }
    }
}
