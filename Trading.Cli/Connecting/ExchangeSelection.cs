using Microsoft.Extensions.Configuration;
using Trading.Adapters.Exchanges;
using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Input;
using Trading.Core.Orders;

namespace Trading.Cli.Connecting;

/// <summary>The exchange that a command speaks to. Its settings come from the environment alone.</summary>
internal static class ExchangeSelection
{
    /// <summary>Every variable of the connection.</summary>
    public static IReadOnlyList<ExchangeVariable> Variables => ExchangeProviders.Default.Variables;

    /// <summary>Whether a variable is set to anything.</summary>
    public static bool IsSet(this IReadOnlyDictionary<string, string> environment, string variable) =>
        environment.Any(e => e.Key.Equals(variable, StringComparison.OrdinalIgnoreCase) && e.Value.Length > 0);

    /// <summary>What the settings say of the exchange that was chosen.</summary>
    public static ExchangeSettings Read(CommandContext context, ExchangeChoice choice)
    {
        return context.Exchanges.Read(
            context.Environment.ToConfiguration(),
            context.Settings.Feed,
            choice.Simulator ? new SimulatorChoice(choice.Url) : null);
    }

    /// <summary>Environment variables as configuration: a double underscore separates sections.</summary>
    public static IConfiguration ToConfiguration(this IReadOnlyDictionary<string, string> environment) =>
        new ConfigurationBuilder().AddInMemoryCollection(environment
            .Where(e => e.Key.Length > 0)
            .Select(e => KeyValuePair.Create(e.Key.Replace("__", ":", StringComparison.Ordinal), (string?)e.Value))).Build();

    /// <summary>Where the money is by the settings, although keys may be missing; paper when they name no environment.</summary>
    /// <exception cref="RefusedException">They name an environment that does not exist.</exception>
    public static TradingMode ModeOf(CommandContext context, ExchangeChoice choice)
    {
        var read = Read(context, choice);
        return read.Mode ?? throw new RefusedException(read.Error, ExitCode.WrongUsage);
    }

    /// <summary>The book of the exchange that was chosen.</summary>
    /// <exception cref="RefusedException">The settings name an environment that does not exist.</exception>
    public static Book BookOf(CommandContext context, ExchangeChoice choice) => ModeOf(context, choice).Book();

    /// <summary>
    /// The book of the exchange that was chosen; the live book when the settings name an environment that does not exist, with
    /// what
    /// is wrong with them. For a halt, which works with any settings.
    /// </summary>
    public static (Book Book, string? Error) BookOrLive(CommandContext context, ExchangeChoice choice)
    {
        var read = Read(context, choice);
        return read.Mode is { } mode ? (mode.Book(), null) : (Book.Live, read.Error);
    }

    /// <summary>Where a book's money is.</summary>
    /// <exception cref="RefusedException">The settings name an environment that does not exist.</exception>
    public static TradingMode ModeOf(CommandContext context, Book book) =>
        book.Mode(() => ModeOf(context, new ExchangeChoice(false, null)));

    /// <summary>The book, and the exchange, that <c>--book</c> and <c>--simulator</c> choose together.</summary>
    /// <exception cref="RefusedException">They exclude each other.</exception>
    public static (Book Book, ExchangeChoice Choice) Choose(CommandContext context, SimulatorOption simulator, Book? named)
    {
        var choice = simulator.Choice(context.Parsed);
        if (choice.Simulator && named is not (null or Book.Simulator)) throw new RefusedException(
            "--simulator and --book exclude each other; give one of them.", ExitCode.WrongUsage);
        return (choice.Simulator ? Book.Simulator : BookOption.Choose(named, context.Folder), choice);
    }
}
