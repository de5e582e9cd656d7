using Trading.Core.Orders;
using Trading.Core.Settings;

namespace Trading.Adapters.Hosting;

/// <summary>Which symbols are traded at an exchange.</summary>
public static class TradedSymbols
{
    private const int MostAskedAbout = 20;

    /// <summary>
    /// Those of the settings; at a simulated exchange those of them that it has, or all of its own when it has none of them.
    /// </summary>
    /// <exception cref="BrokerUnavailableException">
    /// The exchange did not answer, or does not know a symbol; the message names it.
    /// </exception>
    public static async Task<IReadOnlyList<string>> FindAsync(
        IExchangeConnection exchange, TradingSettings settings, CancellationToken cancel) =>
        exchange.Mode == TradingMode.Simulated
            ? RecordedSymbols.Of(await exchange.GetSymbolsAsync(cancel), settings)
            : settings.IsWholeMarket ? MarketPool.Of(await exchange.GetListingAsync(cancel), settings)
            : await RequireAsync(exchange, settings.Symbols, "the setting Trading__Symbols", cancel);

    /// <summary>Those of the symbols that the exchange knows.</summary>
    /// <exception cref="BrokerUnavailableException">The exchange did not answer.</exception>
    public static async Task<IReadOnlyList<string>> KnownAsync(
        IExchangeConnection exchange, IReadOnlyList<string> symbols, CancellationToken cancel)
    {
        var known = new List<string>();
        var listed = await ListedAsync(exchange, symbols, cancel);
        foreach (var symbol in symbols)
        {
            if (listed.Contains(symbol) || await exchange.FindSymbolAsync(symbol, cancel) != SymbolStanding.Unknown)
                known.Add(symbol);
        }
        return known;
    }

    /// <summary>The same symbols, once the exchange has said that it knows each.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="symbols">The symbols to ask about.</param>
    /// <param name="source">Where they came from: what the message says to correct.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="BrokerUnavailableException">
    /// The exchange did not answer, or does not know a symbol; the message names it and its source.
    /// </exception>
    public static async Task<IReadOnlyList<string>> RequireAsync(
        IExchangeConnection exchange, IReadOnlyList<string> symbols, string source, CancellationToken cancel)
    {
        var listed = await ListedAsync(exchange, symbols, cancel);
        foreach (var symbol in symbols)
        {
            if (!listed.Contains(symbol) && await exchange.FindSymbolAsync(symbol, cancel) == SymbolStanding.Unknown)
                throw new BrokerUnavailableException($"{exchange.Name} does not know the symbol {symbol}; correct {source}.")
                { IsRefusal = true };
        }
        return symbols;
    }

    /// <summary>
    /// What the exchange lists, asked for at once when single questions would be many; the others are asked about one by one.
    /// </summary>
    /// <exception cref="BrokerUnavailableException">The exchange did not answer.</exception>
    internal static async Task<IReadOnlySet<string>> ListedAsync(
        IExchangeConnection exchange, IReadOnlyCollection<string> symbols, CancellationToken cancel) =>
        symbols.Count > MostAskedAbout
            ? (await exchange.GetSymbolsAsync(cancel)).ToHashSet(StringComparer.Ordinal)
            : new HashSet<string>(StringComparer.Ordinal);
}
