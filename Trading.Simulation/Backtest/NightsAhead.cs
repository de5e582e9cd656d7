using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Simulation.Markets;

namespace Trading.Simulation.Backtest;

/// <summary>
/// Trains the models of a backtest's nights before it begins, side by side, into the model cache. Each learns from the sessions
/// before its own and is found again by what it learned from, so the run's nights do what they would have done, only sooner.
/// </summary>
internal static class NightsAhead
{
    /// <summary>Trains the models that forecast the tape's sessions up to a date.</summary>
    /// <param name="tape">The market.</param>
    /// <param name="archive">The same as an archive.</param>
    /// <param name="calendar">When it trades.</param>
    /// <param name="settings">The recipe.</param>
    /// <param name="cache">Receives the models.</param>
    /// <param name="last">The last session whose model is wanted.</param>
    /// <param name="progress">Told of each model.</param>
    /// <param name="cancel">Stops between models.</param>
    public static async Task TrainAsync(
        IMarketTape tape, TapeArchive archive, IMarketCalendar calendar, TradingSettings settings, IModelCache cache,
        LocalDate last, IProgress<BacktestProgress>? progress, CancellationToken cancel)
    {
        if (tape.Sessions.Count == 0) return;
        var recipe = settings.Recipe;
        var builder = new RecordBuilder(
            recipe, calendar, SessionUniverses.RowsOf(archive, calendar, recipe), new NightTrainer(recipe, cache),
            new InMemoryForecastRecord(), Environment.ProcessorCount);
        await builder.TrainAheadAsync(tape.Sessions, tape.Sessions[0], last, new Models(progress), cancel);
    }

    private sealed class Models(IProgress<BacktestProgress>? progress) : IProgress<RecordProgress>
    {
        public void Report(RecordProgress value) =>
            progress?.Report(new BacktestProgress("training the nights' models", value.Session, value.Done, value.Total));
    }
}
