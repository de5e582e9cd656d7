using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net.Sockets;
using Trading.Adapters.LocalStorage;
using Trading.Adapters.Settings;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Text;
using Trading.Reporting;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.Exchange;
using Trading.Simulation.Markets;

namespace Trading.Cli.Simulating;

/// <summary><c>trading simulate</c>: an exchange on this machine that speaks Alpaca's API, until Ctrl-C.</summary>
internal static class SimulateCommand
{
    private const double FastestTimed = 100_000;
    private static readonly LocalTime StartsAt = new(3, 55);

    /// <summary>Creates <c>simulate</c>, which serves the exchange until it is interrupted.</summary>
    public static Command Create(CommandHost host)
    {
        var port = new Option<int>("--port")
        {
            Description = "The port it listens on, at 127.0.0.1 only; 0 for any free port.",
            HelpName = "N",
            DefaultValueFactory = _ => SimulatorOption.DefaultPort,
            CustomParser = Values.Whole(0, ushort.MaxValue),
        };
        var speed = new Option<ClockPace>("--speed")
        {
            Description =
                "How fast its clock runs: 1 is real time, 60 is a minute per second, max is as fast as its client can follow. "
                + "[default: max]",
            HelpName = "X|max",
            CustomParser = Speed,
        };
        var market = new SyntheticMarketOptionSet();
        var replay = new Option<string?>("--replay")
        {
            Description = "Replays recorded bars instead of a synthetic market: those of the data folder, or of another one.",
            HelpName = "DIR",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var from = new Option<LocalDate?>("--from")
        {
            Description =
                $"The session at which its clock starts. [default: {SyntheticMarketOptionSet.FirstTraded:uuuu-MM-dd}; of "
                + $"recorded bars the first with a month before it to learn from]",
            HelpName = "DATE",
            CustomParser = result => Values.Date(result),
        };
        var switches = ExchangeSwitches.Option();
        var command = new Command(
            "simulate", "Serves a simulated exchange that speaks Alpaca's API, for 'run --simulator' in another terminal; "
            + "until Ctrl-C.")
        {
            port, speed, market.Kind, market.Seed, market.Names, replay, from, switches,
        };
        return host.Runs(command, async (context, cancel) =>
        {
            var calendar = new NyseCalendar();
            var kind = context.Parsed.GetValue(market.Kind);
            var replays = context.Parsed.GetResult(replay) is not null;
            if (replays && kind is not null)
            {
                throw new RefusedException(
                    "--replay and --market exclude each other; give one of them.", ExitCode.WrongUsage);
            }
            var tape = replays
                ? await SimulatedTape.ReplayAsync(
                    context, FolderOf(context, context.Parsed.GetValue(replay)), calendar, context.Parsed.GetValue(from), cancel)
                : SimulatedTape.Synthetic(
                    calendar, context.Settings, kind ?? SyntheticMarketKind.Planted, context.Parsed.GetValue(from),
                    context.Parsed.GetValue(market.Seed), context.Parsed.GetValue(market.Names));
            return await ServeAsync(
                context, tape, calendar, context.Parsed.GetValue(port),
                context.Parsed.GetValue(speed) ?? new ClockPace.FollowsClient(), context.Parsed.GetValue(switches) ?? [], cancel);
        });
    }

    private static async Task<int> ServeAsync(
        CommandContext context, SimulatedTape served, IMarketCalendar calendar, int port, ClockPace pace,
        IReadOnlyList<string> switches, CancellationToken stop)
    {
        var lines = new ExchangeLines(context.Output);
        context.Interruption.WillEndByItself();
        await using var server = await StartAsync(
            new SimulatorOptions
            {
                Tape = served.Tape,
                Calendar = calendar,
                Start = ExchangeTime.At(served.First, StartsAt),
                Port = port,
                Pace = pace,
                Exchange = new ExchangeOptions
                {
                    SlippageBps = context.Settings.Learning.CostBps,
                    KnownSymbols = served.Tape.Symbols.ToHashSet(StringComparer.Ordinal),
                },
                OnFill = lines.Tell,
                OnRequest = lines.Tell,
            },
            stop);
        await ExchangeSwitches.SetAsync(server, switches, stop);
        lines.Exchange = server.Exchange;
        var address = server.Url.GetLeftPart(UriPartial.Authority);
        var where = server.Url.Port == SimulatorOption.DefaultPort ? "" : $" {address}";
        lines.Tell(
            $"{address} serves {served.Name}: {FigureText.Names(served.Tape.Symbols)}; its clock shows "
                + $"{FigureText.NewYork(server.Now)} New "
                + $"York{(pace is ClockPace.FollowsClient ? " and goes on as fast as its client can follow" : "")}. Its bars "
                + $"end on {served.Tape.Sessions[^1]:uuuu-MM-dd}.",
            new { kind = "started", url = address, market = served.Name, served.Tape.Symbols, server.Now });
        lines.Tell(
            $"In another terminal: 'trading check --simulator{where}{Same(context)}', then 'trading run "
                + $"--simulator{where}{Same(context)}'. Ctrl-C here ends the exchange.",
            new { kind = "hint", run = $"trading run --simulator{where}{Same(context)}" });
        var interrupted = Task.Delay(Timeout.InfiniteTimeSpan, stop);
        if (await Task.WhenAny(server.Completion, interrupted) == server.Completion) await server.Completion;
        lines.Tell($"The exchange has closed at {FigureText.NewYork(server.Now)} New York, after "
            + $"{FigureText.Counted(server.Fills.Count, "fill")}.",
            new { kind = "stopped", server.Now, fills = server.Fills.Count });
        return ExitCode.Fine;
    }

    private static async Task<SimulatorServer> StartAsync(SimulatorOptions options, CancellationToken stop)
    {
        try
        {
            return await SimulatorServer.StartAsync(options, stop);
        }
        catch (SocketException denied) when (denied.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new RefusedException(
                $"Port {options.Port} needs more rights than this account has; choose one from 1024 on with --port.");
        }
        catch (IOException)
        {
            throw new RefusedException(
                $"Port {options.Port} is taken, perhaps by another 'trading simulate'; stop that, or choose another port with "
                + $"--port.");
        }
    }

    // The other terminal must learn from the market served here, so it gets the same settings.
    private static string Same(CommandContext context) => string.Concat(SettingDefinitions.All
        .Where(d => context.Sources.SourceOf(d) == SettingSources.CommandLine)
        .Select(d => $" --set {ShellWord.Of($"{d.Name}={d.Read(context.Settings)}")}")) + context.DataArgument;

    private static DataFolder FolderOf(CommandContext context, string? named) => named switch
    {
        null => context.Folder,
        _ when Directory.Exists(named) => new DataFolder(named),
        _ => throw new RefusedException(
            $"--replay is '{VisibleText.Beginning(named)}', which is no folder; it may be a data folder with recorded bars.",
            ExitCode.WrongUsage),
    };

    private static ClockPace? Speed(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Equals("max", StringComparison.OrdinalIgnoreCase)) return new ClockPace.FollowsClient();
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var speed)
            && speed is > 0 and <= FastestTimed)
            return new ClockPace.Timed(speed);
        result.AddError($"--speed is '{VisibleText.Beginning(text)}'; it may be max or a number above 0 up to {FastestTimed}.");
        return null;
    }
}
