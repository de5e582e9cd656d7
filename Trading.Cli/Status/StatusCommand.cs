using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Reporting;

namespace Trading.Cli.Status;

/// <summary><c>trading status</c>: where things stand, on one page.</summary>
internal static class StatusCommand
{
    public static Command Create(CommandHost host)
    {
        var (asked, simulator) = (BookOption.Create(), new SimulatorOption());
        var command = new Command(
            "status",
            "Shows where things stand: mode, market, halt, model, account, positions, jobs, the session's trades and refusals, "
            + "how right it was, and what does not answer.")
        {
            asked, simulator.Option,
        };
        return host.Runs(command, async (context, cancel) =>
        {
            var (which, choice) = ExchangeSelection.Choose(context, simulator, context.Parsed.GetValue(asked));
            using var book = OpenBook.ToRead(context, which);
            using var exchange = BookExchange.Of(context, which, choice.Url);
            var report = await BookStatus.ReadAsync(context, book, exchange, cancel);
            context.Output.Show(StatusPage.Of(context, book, report), new JsonText(StatusJson.Of(report)));
            return ExitCode.Fine;
        });
    }
}
