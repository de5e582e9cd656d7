using System.CommandLine;
using Trading.Adapters.Hosting;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Cli.Reading;
using Trading.Core.Collecting;
using Trading.Core.Market;
using Trading.Core.Status;
using Trading.Reporting;

namespace Trading.Cli.Collecting;

/// <summary><c>trading collect</c>: fetches the bars that the archive lacks.</summary>
internal static class CollectCommand
{
    private const int MostDays = 730;

    public static Command Create(CommandHost host)
    {
        var simulator = new SimulatorOption();
        var days = new Option<int>("--days")
        {
            Description = "Calendar days, counted back from the last session that is over.",
            HelpName = "N",
            DefaultValueFactory = _ => 30,
            CustomParser = Values.Whole(1, MostDays),
        };
        var symbols = new Option<IReadOnlyList<string>?>("--symbols")
        {
            Description = "What to fetch, as SPY,QQQ. [default: the Symbols setting]",
            HelpName = "A,B",
            CustomParser = Values.Symbols,
        };
        return host.Runs(
            new Command("collect", "Fetches the one-minute bars that the archive lacks; begun anew, it goes on where it was.")
            {
                days, symbols, simulator.Option,
            },
            (context, cancel) => RunAsync(
                context,
                simulator.Choice(context.Parsed),
                context.Parsed.GetValue(days),
                context.Parsed.GetValue(symbols),
                cancel));
    }

    private static async Task<int> RunAsync(
        CommandContext context, ExchangeChoice choice, int days, IReadOnlyList<string>? asked, CancellationToken cancel)
    {
        using var connection = Connection.Open(context, choice);
        await connection.Clock.SyncAsync(cancel);
        var now = connection.Clock.GetCurrentInstant();
        var calendar = connection.Exchange.Calendar;
        await new CalendarKeeper(calendar.RefreshAsync, days).KeepAsync(now, cancel);
        var settings = context.Settings with
        {
            Symbols = asked is null
                ? await TradedSymbols.FindAsync(connection.Exchange, context.Settings, cancel)
                : await TradedSymbols.RequireAsync(connection.Exchange, asked, "--symbols", cancel),
        };
        var window = SessionWindow.Ending(calendar.LastClosed(now).Date, days, calendar);

        context.Interruption.WillEndByItself();
        var progress = new Counted();
        Collected collected;
        try
        {
            collected = await context.Progress.RunAsync(display =>
            {
                display.Report(new($"collecting {FigureText.Counted(settings.Symbols.Count, "symbol")}", 0, 0));
                progress.Display = display;
                return new BarCollector(connection.Ports, settings).CollectAsync(window, cancel, progress);
            });
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw new RefusedException(
                $"Stopped after {progress.Last.Done} of {progress.Last.Total} series; what is stored stays, and the next "
                + "'trading collect' goes on from there.");
        }
        var archive = ArchiveExtent.Of(connection.Book.BarsFolder, await connection.Book.Archive.GetSessionsAsync(cancel));
        context.Output.Show(PageOf(context, connection, collected, progress.Last.Total, window, archive), new
        {
            book = connection.Book.Name,
            settings.Symbols,
            first = window.Sessions.Count == 0 ? (LocalDate?)null : window.Sessions[0].Date,
            last = window.Sessions.Count == 0 ? (LocalDate?)null : window.Sessions[^1].Date,
            missing = progress.Last.Total,
            collected.Sessions,
            collected.Bars,
            troubles = collected.Errors,
            archive,
        });
        return collected.IsWhole ? ExitCode.Fine : ExitCode.Failed;
    }

    private static Page PageOf(
        CommandContext context,
        Connection connection,
        Collected collected,
        int missing,
        SessionWindow window,
        ArchiveExtent archive)
    {
        var blocks = new List<Block>
        {
            missing == 0 && collected.Errors.Count == 0
                ? new Sentence("Nothing is missing.", Tone.Good)
                : new Sentence(
                    $"{FigureText.Counted(collected.Bars, "bar")} of {FigureText.Counted(collected.Sessions, "session")} stored.",
                    collected.Bars > 0 ? Tone.Good : Tone.Caution),
        };
        blocks.AddRange(collected.Errors.Select(t => new Sentence(t, Tone.Caution)));
        blocks.Add(new Facts(
            new("asked for", window.Sessions.Count == 0
                ? "no session"
                : $"{FigureText.Counted(window.Sessions.Count, "session")}, "
                    + $"{FigureText.Date(window.Sessions[0].Date)} to {FigureText.Date(window.Sessions[^1].Date)}"),
            new("archive", ArchiveText.Of(archive))));
        if (!connection.IsSimulator)
        {
            blocks.Add(new Sentence(
                $"Next: 'trading train{context.DataArgument}' or 'trading run{context.DataArgument}'.", Tone.Quiet));
        }
        return new Page($"Collected bars ({connection.Book.Name} book)", blocks);
    }

    private sealed class Counted : IProgress<CollectProgress>
    {
        public CollectProgress Last { get; private set; } = new(0, 0);

        public IProgress<ProgressStep>? Display { get; set; }

        public void Report(CollectProgress value)
        {
            Last = value;
            Display?.Report(new("storing series", value.Done, value.Total));
        }
    }
}
