using System.CommandLine;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Notifying;
using Trading.Cli.Output;
using Trading.Core.Events;
using Trading.Core.Storage;
using Trading.Reporting;

namespace Trading.Cli.Halting;

/// <summary><c>trading resume</c>: lifts a halt.</summary>
internal static class ResumeCommand
{
    public static Command Create(CommandHost host)
    {
        var simulator = new SimulatorOption();
        return host.RunsAnyway(
            new Command(
                "resume", "Lifts a halt; the next scan of 'run' may buy again. Needs no connection.") { simulator.Option },
            (context, cancel) => RunAsync(context, simulator.Choice(context.Parsed), cancel));
    }

    private static async Task<int> RunAsync(CommandContext context, ExchangeChoice choice, CancellationToken cancel)
    {
        var (which, _) = ExchangeSelection.BookOrLive(context, choice);
        var name = which.ToString().ToLowerInvariant();
        var lifted = await LiftAsync(context, which, cancel);
        var untold = new List<string>();
        await using (var notifier = CliNotifier.Of(context, choice, untold.Add))
        {
            if (lifted is not null) notifier.Emit(new Resumed(SystemClock.Instance.GetCurrentInstant(), lifted));
            untold.AddRange(notifier.SettingErrors);
        }
        var sentence = lifted is null
            ? new Sentence("There was no halt; nothing has changed.", Tone.Quiet)
            : new Sentence(
                $"The halt of {FigureText.NewYork(lifted.Since)} New York is lifted; a proven model may buy again.", Tone.Good);
        context.Output.Show(
            new Page($"Resume ({name} book)", [sentence, .. untold.Select(told => new Sentence(told, Tone.Caution))]),
            new { book = name, lifted });
        return ExitCode.Fine;
    }

    // Looks first and opens the book to write only for a halt that stands, so that a book that does not exist is not created.
    private static async Task<Halt?> LiftAsync(CommandContext context, Book which, CancellationToken cancel)
    {
        using (var look = OpenBook.ToRead(context, which))
        {
            if ((await look.Journal.GetStateAsync(cancel)).Halt is null) return null;
        }
        using var book = OpenBook.ToWrite(context, which);
        var (isLifted, lifted) = await book.Journal.ResumeAsync(cancel);
        return isLifted
            ? lifted
            : throw new RefusedException(
                "Another process changed the halt at the same moment, so it stands: "
                + "look at 'trading status', then resume again.");
    }
}
