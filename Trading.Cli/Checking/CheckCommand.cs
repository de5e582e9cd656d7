using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Input;

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
            async (context, cancel) =>
            {
                var choice = simulator.Choice(context.Parsed);
                var book = ExchangeSelection.BookOf(context, choice);
                return CheckPage.Show(context, "Check", book, await TradingChecks.RunAsync(context, choice, book, cancel));
            });
    }
}
