using Trading.Core.Market;

namespace Trading.Core.Orders;

/// <summary>
/// The only way to an exchange: a broker with its market data, its calendar, its clock and its symbols. Nothing is sent before
/// the first question. Another broker is another implementation. Safe for use by many threads.
/// </summary>
public interface IExchangeConnection : IDisposable
{
    /// <summary>Where the money is.</summary>
    TradingMode Mode { get; }

    /// <summary>Its name, such as a sentence may begin with.</summary>
    string Name { get; }

    /// <summary>Where orders are sent.</summary>
    Uri Address { get; }

    /// <summary>The name of the market-data feed, as the settings spell it.</summary>
    string Feed { get; }

    /// <summary>Orders, positions and account.</summary>
    IBroker Broker { get; }

    /// <summary>Bars and quotes.</summary>
    IMarketData MarketData { get; }

    /// <summary>The exchange's time.</summary>
    IExchangeClock Clock { get; }

    /// <summary>When the exchange trades.</summary>
    IExchangeCalendar Calendar { get; }

    /// <summary>Asks for the account: whether it may trade, and its money.</summary>
    /// <exception cref="BrokerUnavailableException">The broker did not answer, or refused.</exception>
    Task<AccountReadiness> GetReadinessAsync(CancellationToken cancel);

    /// <summary>Asks for the time, as <see cref="IExchangeClock.SyncAsync"/> does, and returns all that the answer
    /// says.</summary>
    /// <exception cref="BrokerUnavailableException">The broker did not answer, or refused.</exception>
    Task<ClockReading> ReadClockAsync(CancellationToken cancel);

    /// <summary>Asks whether the exchange knows a symbol and takes orders in it.</summary>
    /// <exception cref="BrokerUnavailableException">The broker did not answer, or refused.</exception>
    Task<SymbolStanding> FindSymbolAsync(string symbol, CancellationToken cancel);

    /// <summary>Every US stock and fund that the exchange has, sorted ordinally.</summary>
    /// <exception cref="BrokerUnavailableException">The broker did not answer, or refused.</exception>
    Task<IReadOnlyList<string>> GetSymbolsAsync(CancellationToken cancel);

    /// <summary>The same with their names, by one question.</summary>
    /// <exception cref="BrokerUnavailableException">The broker did not answer, or refused.</exception>
    async Task<IReadOnlyList<ListedSymbol>> GetListingAsync(CancellationToken cancel) =>
        [.. (await GetSymbolsAsync(cancel)).Select(symbol => new ListedSymbol(symbol, "", true))];
}
