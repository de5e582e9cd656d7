using System.CommandLine;
using Trading.Adapters.Exchanges;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;

namespace Trading.Cli.Checking;

/// <summary><c>trading check</c>: whether everything that trading needs is there.</summary>
internal static class CheckCommand
{
    public static Command Create(CommandHost host)
    {
        var simulator = new SimulatorOption();
        return host.Runs(
            new Command("check", "Looks at everything that trading needs, and says what to do where it is not right.")
            {
                simulator.Option,
            },
            (context, cancel) => RunAsync(context, simulator.Choice(context.Parsed), cancel));
    }

    private static async Task<int> RunAsync(CommandContext context, ExchangeChoice choice, CancellationToken cancel)
    {
        var book = ExchangeSelection.BookOf(context, choice);
        var lines = new List<CheckResult>();
        IClock clock = SystemClock.Instance;
        var read = ExchangeSelection.Read(context, choice);
        using var connection = Connection.TryOver(context, read, Patience.OneAttempt);
        if (connection is not null)
        {
            lines.Add(CheckResult.Good("credentials", connection.IsSimulator ? "the simulator needs none" : "both keys are set"));
            lines.AddRange(await new ExchangeChecks(connection.Exchange, context.Settings).RunAsync(cancel));
            if (connection.Clock.IsSynced) clock = connection.Clock;
        }
        else
        {
            lines.Add(CheckResult.Bad("credentials", read.Error));
            lines.AddRange(ExchangeChecks.Names.Select(name => CheckResult.Bad(name, "cannot be asked for without them.")));
        }
        lines.Add(await LocalChecks.StorageAsync(context, book, cancel));
        lines.Add(await LocalChecks.ModelAsync(context, book, clock, cancel));
        var bad = lines.Count(l => l.State == Tone.Bad);
        context.Output.Show(
            new Page(
                $"Check ({book.ToString().ToLowerInvariant()} book)",
                new Facts([.. lines.Select(l => new Fact(l.Name, $"{Mark(l.State)} {l.Text}", l.State))]),
                bad == 0
                    ? new Sentence("Everything that trading needs is there.", Tone.Good)
                    : new Sentence($"{bad} of {lines.Count} are not right.", Tone.Bad)),
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
