using Microsoft.Extensions.Configuration;

namespace Trading.Adapters.Exchanges;

/// <summary>A kind of exchange to connect to: it reads its own settings and makes the connection.</summary>
public interface IExchangeProvider
{
    /// <summary>Every variable that it reads.</summary>
    IReadOnlyList<ExchangeVariable> Variables { get; }

    /// <summary>Reads and checks its settings.</summary>
    /// <param name="configuration">All settings of the program.</param>
    /// <param name="feed">The market-data feed.</param>
    /// <param name="simulator">A simulated exchange that is to be used instead of what the settings name; null for none.</param>
    ExchangeSettings Read(IConfiguration configuration, string feed, SimulatorChoice? simulator = null);
}

/// <summary>The wish to use the simulated exchange.</summary>
/// <param name="Url">Where it listens; null for the settings' or the usual address.</param>
public sealed record SimulatorChoice(string? Url);

/// <summary>A variable of the connection. Its value may be a key and is never shown.</summary>
/// <param name="Name">Its name in the environment.</param>
/// <param name="Meaning">What it is for.</param>
public sealed record ExchangeVariable(string Name, string Meaning);
