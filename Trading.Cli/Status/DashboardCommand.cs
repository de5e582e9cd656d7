using System.CommandLine;
using System.Net.Sockets;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;

namespace Trading.Cli.Status;

/// <summary><c>trading dashboard</c>: where everything stands, as a page on this machine, until Ctrl-C.</summary>
internal static class DashboardCommand
{
    public static Command Create(CommandHost host)
    {
        var (book, simulator) = (BookOption.Create(), new SimulatorOption());
        var port = new Option<int>("--port")
        {
            Description = "Where it listens, on 127.0.0.1 only; 0 for any free port.",
            HelpName = "N",
            DefaultValueFactory = _ => 5080,
            CustomParser = Values.Whole(0, ushort.MaxValue),
        };
        var readOnly = new Option<bool>("--read-only")
        {
            Description = "Shows only: without it, who can open the page on this machine can also halt and resume.",
        };
        return host.Runs(
            new Command("dashboard", "Serves a page with everything that matters, for a browser on this machine; until Ctrl-C.")
            {
                port, book, simulator.Option, readOnly,
            },
            (context, cancel) =>
            {
                var (which, choice) = ExchangeSelection.Choose(context, simulator, context.Parsed.GetValue(book));
                return ServeAsync(
                    context, which, choice, context.Parsed.GetValue(port), mayAct: !context.Parsed.GetValue(readOnly), cancel);
            });
    }

    private static async Task<int> ServeAsync(
        CommandContext context, Book book, ExchangeChoice choice, int port, bool mayAct, CancellationToken stop)
    {
        context.Interruption.WillEndByItself();
        using var exchange = BookExchange.Of(context, book, choice.Url);
        await using var server = await StartAsync(port, new BookPages(context, book, exchange, choice, mayAct).All, stop);
        context.Output.Tell(
            new Sentence(
                $"{server.Url} shows the {book.ToString().ToLowerInvariant()} book; /status.json is the same for programs. "
                + $"Ctrl-C ends it."),
            new { kind = "started", url = server.Url, book });
        await Task.Delay(Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return ExitCode.Fine;
    }

    private static async Task<DashboardServer> StartAsync(int port, DashboardPages pages, CancellationToken cancel)
    {
        try
        {
            return await DashboardServer.StartAsync(port, pages, cancel);
        }
        catch (SocketException denied) when (denied.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new RefusedException($"Port {port} is not for this account to use; choose one from 1024 on with --port.");
        }
        catch (IOException)
        {
            throw new RefusedException(
                $"Port {port} is taken, perhaps by another 'trading dashboard'; stop that, or choose another port with --port.");
        }
    }
}
