using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Core.Storage;

namespace Trading.Cli.Halting;

/// <summary><c>trading halt</c>: from now on nothing is bought.</summary>
internal static class HaltCommand
{
    /// <summary>The command.</summary>
    public static Command Create(CommandHost host)
    {
        var simulator = new SimulatorOption();
        var flatten = new Option<bool>("--flatten") { Description = "Besides sells everything that is held: now when the market is open, else with the next scan of 'run'." };
        var reason = new Option<string>("--reason") { Description = "Why, for whoever finds it halted.", HelpName = "TEXT", DefaultValueFactory = _ => "" };
        return host.Runs(
            new Command("halt", "Stops buying, at once and over restarts, until 'resume'. Needs no connection.") { flatten, reason, simulator.Option },
            (context, cancel) => RunAsync(
                context, simulator.Choice(context.Parsed), context.Parsed.GetValue(flatten), context.Parsed.GetValue(reason)!, cancel));
    }

    private static async Task<int> RunAsync(CommandContext context, ExchangeChoice choice, bool flatten, string reason, CancellationToken cancel)
    {
        using var book = OpenBook.ToWrite(context, AlpacaVariables.BookOf(AlpacaVariables.EnvironmentOf(context, choice)));
        // Before anything is asked of a broker, so that the halt stands whatever that comes to.
        var halt = await book.Journal.HaltAsync(await BookTime.LastAsync(book, cancel), flatten, reason, cancel);

        var sold = flatten ? await SellAsync(context, choice, cancel) : null;
        var blocks = new List<Block> { new Sentence(HaltText.Of(halt, book), Tone.Bad) };
        if (sold is not null) blocks.Add(new Sentence(sold.Text, sold.IsFlat ? Tone.Good : Tone.Caution));
        context.Output.Show(new Page($"Halt ({book.Name} book)", blocks), new { book = book.Name, halt, flattened = sold });
        return sold is { Failed: true } ? ExitCode.Failed : ExitCode.Fine;
    }

    private static async Task<Sale> SellAsync(CommandContext context, ExchangeChoice choice, CancellationToken cancel)
    {
        var read = AlpacaVariables.Read(context, choice);
        if (read.Options is not { } options)
            return new Sale(false, true, $"Nothing was sold now: the next scan of 'trading run' does it. {string.Join(' ', read.Errors)}");
        using var connection = Connection.Over(context, options);
        return await new Selling(connection.Ports, connection.Clock, connection.Alpaca.Calendar.RefreshAsync).RunAsync(cancel);
    }
}
