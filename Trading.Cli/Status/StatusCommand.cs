using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Output;
using Trading.Cli.Reading;
using Trading.Reporting;

namespace Trading.Cli.Status;

/// <summary><c>trading status</c>: where things stand, on one page.</summary>
internal static class StatusCommand
{
    public static Command Create(CommandHost host) => host.Reads(
        new Command("status",
            "Shows where things stand: mode, market, halt, model, account, positions, jobs, the session's trades and refusals, "
            + "how right it was, and what does not answer."),
        ShowAsync);

    private static async Task ShowAsync(CommandContext context, OpenBook book, CancellationToken cancel)
    {
        using var exchange = BookExchange.Of(context, book.Book);
        var report = await BookStatus.ReadAsync(context, book, exchange, cancel);
        context.Output.Show(StatusPage.Of(context, book, report), new JsonText(StatusJson.Of(report)));
    }
}
