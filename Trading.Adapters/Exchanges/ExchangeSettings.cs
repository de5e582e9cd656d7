using Microsoft.Extensions.Logging;
using Trading.Core.Orders;

namespace Trading.Adapters.Exchanges;

/// <summary>Prepares a connection; nothing is sent before the first question.</summary>
/// <param name="patience">How long answers are waited for.</param>
/// <param name="logs">Where calls are logged, without keys; null for no log.</param>
/// <param name="time">Stopwatch, timers and this machine's clock; null for the system's.</param>
public delegate IExchangeConnection ExchangeConnector(Patience patience, ILoggerFactory? logs, TimeProvider? time);

/// <summary>What the settings say of the exchange.</summary>
/// <param name="Mode">Where the money is, also when another setting is wrong; null when the settings do not say.</param>
/// <param name="Errors">One sentence per error; none of them holds a key.</param>
/// <param name="Connect">Prepares a connection; null when anything is wrong or missing.</param>
public sealed record ExchangeSettings(TradingMode? Mode, IReadOnlyList<string> Errors, ExchangeConnector? Connect)
{
    /// <summary>All errors, in one text; empty when there are none.</summary>
    public string Error => string.Join(' ', Errors);
}
