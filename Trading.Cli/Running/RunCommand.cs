using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Notifying;
using Trading.Cli.Output;
using Trading.Core.Events;
using Trading.Core.Market;
using Trading.Reporting;

namespace Trading.Cli.Running;

/// <summary><c>trading run</c>: the jobs, each when it is due, until it is stopped.</summary>
internal static class RunCommand
{
    public static Command Create(CommandHost host)
    {
        var simulator = new SimulatorOption();
        var until = new Option<LocalDateTime?>("--until")
        {
            Description =
                "Stops by itself when the exchange's clock shows this New York time, as 2025-11-04T20:30. [default: runs until "
                + "Ctrl-C]",
            HelpName = "TIME",
            CustomParser = Values.Minute,
        };
        return host.Runs(
            new Command("run", "Trades: runs each job when it is due, minute by minute, until Ctrl-C.")
            {
                simulator.Option, until,
            },
            (context, cancel) => RunAsync(context, simulator.Choice(context.Parsed), context.Parsed.GetValue(until), cancel));
    }

    private static async Task<int> RunAsync(
        CommandContext context, ExchangeChoice choice, LocalDateTime? until, CancellationToken stop)
    {
        var gate = new Lock();
        void Tell(RunLine line)
        {
            lock (gate) line.TellTo(context.Output);
        }

        // Before the connection, so that it is ended last and waits for what the end of the run tells.
        await using var notifier = CliNotifier.OfRun(context, choice, Tell);
        using var connection = Connection.Open(context, choice, notifier);
        context.Interruption.WillEndByItself();
        var calendar = connection.Calendar;
        var end = until is { } time ? ExchangeTime.At(time.Date, time.TimeOfDay) : (Instant?)null;
        try
        {
            var settings = await new RunStart(connection, context.Settings, calendar, Tell).RunAsync(stop);
            connection.Events.Emit(
                new RunStarted(connection.Clock.GetCurrentInstant(), connection.Equity, settings.Symbols));
            var loop = new RunLoop(connection.Ports, connection.Clock, calendar, settings, Tell)
            {
                Progress = new NightProgress(context.Stderr),
            };
            await using var interrupted = stop.Register(() =>
            {
                if (loop.JobAtHand is { } job)
                    Tell(new RunLine(
                        connection.Clock.GetCurrentInstant(), RunEvent.Stopping, $"finishing {job}; Ctrl-C again leaves at once.",
                        Tone.Caution));
            });
            await loop.RunAsync(end, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Tell(new RunLine(null, RunEvent.Stopping, "stopped before the exchange had answered.", Tone.Quiet));
            return ExitCode.Fine;
        }
        catch (Exception e)
        {
            var (sentence, _) = FailureSentence.Of(e, cancelled: false);
            connection.Events.Emit(new RunStopped(CliNotifier.Now(connection.Clock), sentence));
            throw;
        }
        connection.Events.Emit(new RunStopped(connection.Clock.GetCurrentInstant(), null));
        Tell(new RunLine(
            connection.Clock.GetCurrentInstant(),
            RunEvent.Stopping,
            stop.IsCancellationRequested ? "stopped; positions keep their stops and targets at the broker."
                : $"stopped, as asked, at {FigureText.NewYork(end)}.",
            Tone.Quiet));
        return ExitCode.Fine;
    }
}
