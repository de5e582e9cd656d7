using System.Text.Json;
using Trading.Adapters.StorageFormats;
using Trading.Core.Evaluation;
using Trading.Core.Learning;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Core.Evaluation;

/// <summary>Whole evaluations of the small planted market.</summary>
public sealed class RecipeEvaluatorTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_gives_the_same_document_on_any_number_of_threads_and_from_a_finished_record()
    {
        var record = new InMemoryForecastRecord();
        var first = await EvaluateAsync(record: record, threads: 1);
        var again = await EvaluateAsync(record: record, threads: 2);
        var anew = await EvaluateAsync(threads: 3);

        Assert.Equal(SmallEvaluation.Archived - ModelTrainer.FewestSessions, first.Timings.SessionsBuilt);
        Assert.Equal(0, again.Timings.SessionsBuilt);
        Assert.Equal(Json(first), Json(again));
        Assert.Equal(Json(first), Json(anew));
    }

    [Fact]
    public async Task What_is_cancelled_goes_on_where_it_stopped()
    {
        var ports = await SmallEvaluation.PortsAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new RecipeEvaluator(
            ports, SmallMarket.Settings, 1).EvaluateAsync(null, null, SmallEvaluation.Now, new Stop(stop, after: 3), stop.Token));

        var report = await EvaluateAsync(record: ports.Record);

        Assert.Equal(SmallEvaluation.Archived - ModelTrainer.FewestSessions - 3, report.Timings.SessionsBuilt);
        Assert.Equal(Json(await SmallEvaluation.ReportAsync()), Json(report));
    }

    [Fact]
    public async Task Its_figures_agree_with_each_other()
    {
        var report = await SmallEvaluation.ReportAsync();

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
        Assert.Equal((one.Recipe.Id, one.Forecast.Sessions, SmallEvaluation.Now), (logged.Recipe, logged.Sessions, logged.At));
    }

    [Fact]
    public async Task Sessions_before_the_first_one_wanted_are_learned_from()
    {
        var all = await SmallEvaluation.ReportAsync();
        var from = all.Forecast.Last.PlusDays(-3);

        var evaluator = new RecipeEvaluator(await SmallEvaluation.PortsAsync(), SmallMarket.Settings, 1);
        var report = await evaluator.EvaluateAsync(from, null, SmallEvaluation.Now, null, Cancel);

        Assert.True(report.Forecast.First >= from && report.Forecast.Last == all.Forecast.Last);
    }

    [Fact]
    public async Task Too_few_sessions_are_refused_with_their_number()
    {
        var few = await SmallEvaluation.ArchiveAsync(RecipeEvaluator.FewestSessions - 1);
        var ports = (await SmallEvaluation.PortsAsync()) with { Archive = few };

        var refusal = await Assert.ThrowsAsync<UnevaluableException>(() => new RecipeEvaluator(
            ports, SmallMarket.Settings, 1).EvaluateAsync(null, null, SmallEvaluation.Now, null, Cancel));

        Assert.Contains("6 sessions", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("needs 7", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<EvaluationReport> EvaluateAsync(
        TradingSettings? settings = null, IForecastRecord? record = null, ITrialLog? trials = null, int threads = 2)
    {
        var ports = await SmallEvaluation.PortsAsync();
        ports = ports with { Record = record ?? ports.Record, Trials = trials ?? ports.Trials };
        return await new RecipeEvaluator(ports, settings ?? SmallMarket.Settings, threads)
            .EvaluateAsync(null, null, SmallEvaluation.Now, null, Cancel);
    }

    private static string Json(EvaluationReport report) =>
        JsonSerializer.Serialize(report with { Timings = new(0, 0, 0, 0, 0) }, StorageJson.Options);

    private sealed class Stop(CancellationTokenSource source, int after) : IProgress<RecordProgress>
    {
        public void Report(RecordProgress value)
        {
            if (value.Done == after) source.Cancel();
        }
    }
}
