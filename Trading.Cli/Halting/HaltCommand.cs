using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Notifying;
using Trading.Cli.Output;
using Trading.Core.Events;
using Trading.Core.Storage;

namespace Trading.Cli.Halting;

/// <summary><c>trading halt</c>: from now on nothing is bought.</summary>
internal static class HaltCommand
{
    public static Command Create(CommandHost host)
    {
        var simulator = new SimulatorOption();
        var flatten = new Option<bool>("--flatten")
        {
            Description = "Besides sells everything that is held: now when the market is open, else with the next scan of 'run'.",
        };
        var reason = new Option<string>("--reason")
        {
            Description = "Why, for the person who finds it halted.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => "",
        };
        reason.Validators.Add(result =>
        {
            if (HaltReason.ErrorOf(result.GetValueOrDefault<string>()) is { } error)
                result.AddError($"Nothing is halted. {error} For a halt without words leave --reason out.");
        });
        return host.RunsAnyway(
            new Command("halt", "Stops buying, at once and over restarts, until 'resume'. Needs no connection.")
            {
                flatten, reason, simulator.Option,
            },
            (context, cancel) => RunAsync(
                context,
                simulator.Choice(context.Parsed),
                context.Parsed.GetValue(flatten),
                context.Parsed.GetValue(reason)!,
                cancel));
    }

    private static async Task<int> RunAsync(
        CommandContext context, ExchangeChoice choice, bool flatten, string reason, CancellationToken cancel)
    {
        var (which, error) = ExchangeSelection.BookOrLive(context, choice);
        using var book = OpenBook.ToWrite(context, which);
        var untold = new List<string>();
        await using var notifier = CliNotifier.Of(context, choice, untold.Add);
        // Before the broker is asked anything, so that the halt stands even when selling fails.
        var (halt, failure) = await HaltAsync(book, flatten, reason, cancel);

        if (halt is not null) notifier.Emit(new Halted(halt.Since, halt));
        var gap = halt is null ? null : await book.Journal.FindHaltGapAsync(cancel);
        // What is held is sold even when the halt cannot be written down.
        var sold = flatten ? await SellAsync(context, choice, halt is not null, notifier, cancel) : null;
        await notifier.DisposeAsync();
        var blocks = new List<Block> { new Sentence(halt is null ? failure! : HaltText.Of(halt, which), Tone.Bad) };
        if (error is not null) blocks.Add(
            new Sentence($"{(halt is null ? "Besides" : "The live book is halted, and")} a setting is wrong: {error}",
                Tone.Caution));
        if (context.Sources.Error is { } wrong) blocks.Add(
            new Sentence(
                $"{(halt is null ? "Besides" : "The halt stands, and")} a setting is wrong, so 'trading run' does not start: "
                + wrong, Tone.Caution));
        if (gap is not null) blocks.Add(
            new Sentence($"The halt stands, and could be written in one of its two places only: {gap.Message}", Tone.Caution));
        if (sold is not null) blocks.Add(new Sentence(sold.Text, sold.IsFlat ? Tone.Good : Tone.Caution));
        blocks.AddRange(notifier.SettingErrors.Concat(untold).Select(told => new Sentence(told, Tone.Caution)));
        context.Output.Show(
            new Page($"Halt ({book.Name} book)", blocks), new { book = book.Name, halt, failure, flattened = sold });
        return halt is null || sold is { Failed: true } ? ExitCode.Failed : ExitCode.Fine;
    }

    private static async Task<(Halt? Halt, string? Failure)> HaltAsync(
        OpenBook book, bool flatten, string reason, CancellationToken cancel)
    {
        try
        {
            return (await book.Journal.HaltAsync(await BookTime.LastAsync(book, cancel), flatten, reason, cancel), null);
        }
        catch (StorageException e)
        {
            return (
                null,
                $"NOT HALTED: the halt could not be written down, so 'run' buys again as soon as it can: stop it. {e.Message}");
        }
    }

    private static async Task<Sale> SellAsync(
        CommandContext context, ExchangeChoice choice, bool isHalted, ITradingEvents events, CancellationToken cancel)
    {
        var read = ExchangeSelection.Read(context, choice);
        using var connection = Connection.TryOver(context, read, events: events);
        return connection is null
            ? new Sale(
                false, true,
                $"Nothing was sold{(isHalted ? " now: the next scan of 'trading run' does it" : "")}. {read.Error}")
            : await new Selling(connection.Ports, connection.Clock, connection.Exchange.Calendar.RefreshAsync).RunAsync(cancel);
    }
}
