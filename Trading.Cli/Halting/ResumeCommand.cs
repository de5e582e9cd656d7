using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;
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
        var (lifted, untold) = await BookHalt.LiftAsync(context, which, choice, cancel);
        var sentence = lifted is null
            ? new Sentence("There was no halt; nothing has changed.", Tone.Quiet)
            : new Sentence(
                $"The halt of {FigureText.NewYork(lifted.Since)} New York is lifted; a proven model may buy again.", Tone.Good);
        context.Output.Show(
            new Page($"Resume ({name} book)", [sentence, .. untold.Select(told => new Sentence(told, Tone.Caution))]),
            new { book = name, lifted });
        return ExitCode.Fine;
    }
}
