using Microsoft.Extensions.Configuration;
using Trading.Adapters.Alpaca;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Input;

namespace Trading.Cli.Connecting;

/// <summary>The connection's settings, which come from the environment alone.</summary>
internal static class AlpacaVariables
{
    private const string Prefix = "Trading__Alpaca__";
    private const string EnvironmentName = "Environment";

    /// <summary>Every variable with what it is for; what is kept in one is never shown.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> All { get; } =
    [
        ($"{Prefix}{EnvironmentName}", "Paper (unless set), Live or Simulator"),
        ($"{Prefix}KeyId", "the key's id; else APCA_API_KEY_ID"),
        ($"{Prefix}SecretKey", "the key's secret; else APCA_API_SECRET_KEY"),
        ($"{Prefix}IUnderstandThisIsRealMoney", "true is the second switch that Live needs"),
        ($"{Prefix}SimulatorUrl", "where 'trading simulate' listens"),
        ("APCA_API_KEY_ID", "the key's id, as Alpaca's own tools name it"),
        ("APCA_API_SECRET_KEY", "the key's secret, as Alpaca's own tools name it"),
    ];

    /// <summary>Whether a variable is set to anything.</summary>
    public static bool IsSet(this IReadOnlyDictionary<string, string> environment, string variable) =>
        environment.Any(e => e.Key.Equals(variable, StringComparison.OrdinalIgnoreCase) && e.Value.Length > 0);

    /// <summary>How the exchange that was chosen is reached, or what is wrong with the settings of it.</summary>
    public static AlpacaOptionsResult Read(CommandContext context, ExchangeChoice choice)
    {
        var values = context.Environment
            .Where(e => e.Key.Length > 0)
            .Select(e => KeyValuePair.Create(e.Key.Replace("__", ":", StringComparison.Ordinal), (string?)e.Value));
        var chosen = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (choice.Simulator) chosen[$"Trading:Alpaca:{EnvironmentName}"] = nameof(AlpacaEnvironment.Simulator);
        if (choice.Url is { } url) chosen["Trading:Alpaca:SimulatorUrl"] = url;
        return AlpacaOptionsReader.Read(
            new ConfigurationBuilder().AddInMemoryCollection(values).AddInMemoryCollection(chosen).Build(), context.Settings.Feed);
    }

    /// <summary>Which exchange the settings name, although keys may be missing; paper when they name none.</summary>
    /// <exception cref="RefusedException">They name one that does not exist.</exception>
    public static AlpacaEnvironment EnvironmentOf(CommandContext context, ExchangeChoice choice)
    {
        var read = Read(context, choice);
        return read.Environment ?? throw new RefusedException(string.Join(' ', read.Errors), ExitCode.WrongUsage);
    }

    /// <summary>Whose memory belongs to an exchange.</summary>
    public static Book BookOf(AlpacaEnvironment environment) => environment == AlpacaEnvironment.Simulator ? Book.Simulator : Book.Live;
}
