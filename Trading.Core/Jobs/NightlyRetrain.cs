using Trading.Core.Collecting;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;

namespace Trading.Core.Jobs;

/// <summary>
/// After the day: fetch the bars that are new, resolve the day's predictions and write its figures, then extend
/// the recipe's out-of-sample record, judge the recipe by it, and train the next session's model on the last
/// <see cref="LearningSettings.TrainingDays"/> days.
/// </summary>
public sealed class NightlyRetrain(TradingPorts ports, TradingSettings settings) : IJob
{
    private readonly BarCollector collector = new(ports, settings);
    private readonly OutcomeResolver resolver = new(ports, settings);
    private readonly RecipeLearner learner = new(ports, settings);

    /// <inheritdoc/>
    public JobKind Kind => JobKind.NightlyRetrain;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The next session is about to open.</exception>
    public Task<JobReport> RunAsync(Session session, Instant minute, CancellationToken cancel) =>
        new BeforeTheOpen(ports.Clock, ports.Calendar).RunAsync(session, stop => LearnAsync(session, minute, stop), cancel);

    private async Task<JobReport> LearnAsync(Session session, Instant minute, CancellationToken cancel)
    {
        var window = SessionWindow.Ending(session.Date, settings.Learning.TrainingDays, ports.Calendar);
        var collected = await collector.CollectAsync(window, cancel, new Collected(this));
        var day = await resolver.ResolveAsync(window, cancel);
        Tell(JobPhase.TrainingModel, 0, 0);
        var outcome = await learner.LearnAsync(window, minute, new Recorded(this), cancel);
        var pruned = await PruneAsync(session, minute, cancel);
        if (day is not null) ports.Events.Emit(new DayEnded(ports.Clock.GetCurrentInstant(), day));
        return new JobReport(
            new RetrainResult(
                collected.Sessions,
                day?.Predictions ?? 0,
                day?.Trades ?? 0,
                Trained: outcome.Model is null ? 0 : 1,
                Promoted: outcome.Verdict?.Decision == Decision.Promote ? 1 : 0,
                Retired: outcome.Verdict?.Decision == Decision.Retire ? 1 : 0),
            string.Join(" ", collected.Errors.Prepend(outcome.Note).Append(pruned).Where(note => note.Length > 0)));
    }

    private void Tell(JobPhase phase, int done, int total) =>
        ports.Events.Emit(new JobProgressed(ports.Clock.GetCurrentInstant(), phase, done, total));

    // Once a week: listing the cards takes long, and a week more or less of old models does not matter.
    private async Task<string> PruneAsync(Session session, Instant minute, CancellationToken cancel)
    {
        if (session.Date.DayOfWeek != IsoDayOfWeek.Friday) return "";
        try
        {
            await ModelPruning.PruneAsync(ports.Models, minute, settings.Learning.KeepModelsDays, cancel);
            return "";
        }
        catch (StorageException e)
        {
            return $"Old models were not deleted: {e.Message}";
        }
    }

    private sealed class Collected(NightlyRetrain job) : IProgress<CollectProgress>
    {
        public void Report(CollectProgress value) => job.Tell(JobPhase.CollectingBars, value.Done, value.Total);
    }

    private sealed class Recorded(NightlyRetrain job) : IProgress<RecordProgress>
    {
        public void Report(RecordProgress value) => job.Tell(JobPhase.ExtendingRecord, value.Done, value.Total);
    }
}
