using System.CommandLine;
using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Models;
using Trading.Cli.Output;
using Trading.Cli.Reading;
using Trading.Core.Execution;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Reporting;

namespace Trading.Cli.Training;

/// <summary><c>trading train</c>: runs the nightly training now, on the archived bars.</summary>
internal static class TrainCommand
{
    // Training writes models and no journal; a write to this one would be an error.
    private static readonly ReadOnlyJournal NoJournal = new(new InMemoryJournal());
    private static readonly Unconnected NoExchange = new("Training is not connected to an exchange.", TradingMode.Paper);

    /// <summary>Creates <c>train</c>, which trains a model in the live book and fails when none could be trained.</summary>
    public static Command Create(CommandHost host) => host.Runs(
        new Command(
            "train",
            "Trains a model on the last TrainingDays that are recorded, and judges its recipe by sessions it never saw."),
        RunAsync);

    private static async Task<int> RunAsync(CommandContext context, CancellationToken cancel)
    {
        using var book = OpenBook.ToWrite(context, Book.Live);
        var last = (await ArchiveRange.RequireAsync(book.Archive, context, cancel))[^1];
        var window = SessionWindow.Ending(last, context.Settings.Learning.TrainingDays, book.Calendar);
        var settings = context.Settings with { Symbols = await SymbolsAsync(book.Archive, last, context.Settings, cancel) };
        await ArchiveFindings.TellAsync(
            context, book.Archive, [.. window.Sessions.Select(session => session.Date)], settings.Symbols, book.Calendar, cancel);
        var learner = new RecipeLearner(
            new TradingPorts(book.Clock, book.Calendar, NoExchange, NoExchange, NoJournal, book.Models, book.Archive)
            {
                Record = book.Stores.Record,
                ModelCache = book.Stores.ModelCache,
                Trials = book.Stores.Trials,
            },
            settings);
        var outcome = await context.Progress.RunAsync(progress =>
        {
            progress.Report(
                new($"training on {FigureText.Counted(window.Sessions.Count, "session")}, up to {FigureText.Date(last)}", 0, 0));
            return learner.LearnAsync(window, book.Clock.GetCurrentInstant(), new Sessions(progress), cancel);
        });
        if (outcome.Model is not { Card: var card }) throw new RefusedException(outcome.Note);
        context.Output.Show(
            PageOf(card, outcome, context.DataArgument), new
            {
                book = book.Name,
                card,
                verdict = outcome.Verdict,
                note = outcome.Note,
                oldBars = outcome.OldBars,
            });
        return ExitCode.Fine;
    }

    private static async Task<IReadOnlyList<string>> SymbolsAsync(
        IBarArchive archive, LocalDate last, TradingSettings settings, CancellationToken cancel) =>
        RecordedSymbols.Of([.. (await archive.ListAsync(last, cancel)).Select(s => s.Symbol)], settings);

    /// <summary>The page of a model that was trained.</summary>
    internal static Page PageOf(ModelCard card, TrainingOutcome outcome, string dataArgument) => new(
        $"Model {card.Id} (live book)",
        new Sentence(outcome.Note, outcome.Verdict?.Decision == Decision.Promote ? Tone.Good : Tone.Caution),
        new Facts(
        [
            .. ModelFacts.Origin(card),
            .. ModelFacts.Record(card),
            new("looks at", string.Join(
                ", ", card.Importance.Take(5).Select(f => $"{f.Feature} {FigureText.Percent(f.Share, 0)}"))),
            new("took", $"{FigureText.Number(card.Seconds, 1)} s"),
        ]),
        new Sentence($"Next: 'trading predict --book live{dataArgument}'.", Tone.Quiet));

    private sealed class Sessions(IProgress<ProgressStep> display) : IProgress<RecordProgress>
    {
        public void Report(RecordProgress value) => display.Report(
            new($"forecasting {FigureText.Date(value.Session)} out of sample", value.Done, value.Total));
    }
}
