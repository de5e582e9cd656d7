using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;

namespace Trading.Cli.Checking;

/// <summary><c>trading doctor</c>: what <c>check</c> looks at, and the program, the machine and the data folder besides. It works
/// with whatever is wrong, for that is when it is asked.</summary>
internal static class DoctorCommand
{
    /// <summary>Creates <c>doctor</c>, which writes nothing but a file in the data folder that it deletes at once.</summary>
    public static Command Create(CommandHost host)
    {
        var simulator = new SimulatorOption();
        return host.RunsAnyway(
            new Command(
                "doctor", "Looks at what 'check' does, and at program, settings, terminal, time, disk and data folder; says "
                    + "what to "
                + "do where something is not right.")
            {
                simulator.Option,
            },
            async (context, cancel) =>
            {
                var choice = simulator.Choice(context.Parsed);
                var (book, _) = ExchangeSelection.BookOrLive(context, choice);
                var machine = new MachineChecks(context.Sources, SystemClock.Instance);
                var folder = new FolderChecks(context.Folder);
                return CheckPage.Show(context, "Doctor", book,
                [
                    .. MachineChecks.Program(),
                    machine.Settings(),
                    MachineChecks.Notifications(context.Environment.ToConfiguration()),
                    MachineChecks.Terminal(Consoles.TerminalOf(host.Stdout, context.Environment), host.Stdout.Encoding),
                    machine.TimeZone(),
                    folder.Disk(),
                    await folder.FolderAsync(cancel),
                    folder.Use(),
                    .. await TradingChecks.RunAsync(context, choice, book, cancel),
                ]);
            });
    }
}
