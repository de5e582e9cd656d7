using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;

namespace Trading.Cli.Checking;

/// <summary><c>trading check</c>: whether everything that trading needs is there.</summary>
internal static class CheckCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandHost host)
    {
        var simulator = new SimulatorOption();
        return host.Runs(
            new Command("check", "Looks at everything that trading needs, and says what to do where it is not right.") { simulator.Option },
            (context, cancel) => RunAsync(context, simulator.Choice(context.Parsed), cancel));
    }

    private static async Task<int> RunAsync(CommandContext context, ExchangeChoice choice, CancellationToken cancel)
    {
        var book = AlpacaVariables.BookOf(AlpacaVariables.EnvironmentOf(context, choice));
        var lines = new List<CheckLine>();
        IClock clock = SystemClock.Instance;
        var read = AlpacaVariables.Read(context, choice);
        if (read.Options is { } options)
        {
            using var connection = Connection.Over(context, options with { CallTimeout = options.AttemptTimeout });
            lines.Add(CheckLine.Good("credentials", connection.IsSimulator ? "the simulator needs none" : "both keys are set"));
            lines.AddRange(await new ExchangeChecks(connection, context.Settings).RunAsync(cancel));
            if (connection.IsSynced) clock = connection.Clock;
            lines.Add(await LocalChecks.StorageAsync(context, book, cancel));
            lines.Add(await LocalChecks.ModelAsync(context, book, clock, cancel));
        }
        else
        {
            lines.Add(CheckLine.Bad("credentials", string.Join(' ', read.Errors)));
            lines.AddRange(ExchangeChecks.Names.Select(name => CheckLine.Bad(name, "cannot be asked for without them.")));
            lines.Add(await LocalChecks.StorageAsync(context, book, cancel));
            lines.Add(await LocalChecks.ModelAsync(context, book, clock, cancel));
        }
        var bad = lines.Count(l => l.State == Tone.Bad);
        context.Output.Show(
            new Page(
                $"Check ({book.ToString().ToLowerInvariant()} book)",
                new Facts([.. lines.Select(l => new Fact(l.Name, $"{Mark(l.State)} {l.Text}", l.State))]),
                bad == 0 ? new Sentence("Everything that trading needs is there.", Tone.Good) : new Sentence($"{bad} of {lines.Count} are not right.", Tone.Bad)),
            new { book, ok = bad == 0, checks = lines.Select(l => new { l.Name, state = l.State, l.Text }) });
        return bad == 0 ? ExitCode.Fine : ExitCode.Failed;
    }

    private static string Mark(Tone state) => state switch
    {
        Tone.Good => "ok:",
        Tone.Caution => "note:",
        _ => "BAD:",
    };
}
