using Trading.Adapters.Alpaca;
using Trading.Core.Orders;
using Trading.Core.Settings;

namespace Trading.Adapters.Hosting;

/// <summary>Which symbols are traded at an exchange.</summary>
public static class TradedSymbols
{
    /// <summary>
    /// Those of the settings; at the simulated exchange those of them that it has, or all of its own when it has none of them.
    /// </summary>
    /// <exception cref="BrokerUnavailableException">Alpaca did not answer, or does not know a symbol; the sentence names it.</exception>
    public static async Task<IReadOnlyList<string>> FindAsync(AlpacaConnection alpaca, TradingSettings settings, CancellationToken cancel)
    {
        if (alpaca.Options.Environment == AlpacaEnvironment.Simulator)
        {
            var assets = await alpaca.Trading.GetAssetsAsync(cancel);
            return RecordedSymbols.Of([.. assets.Select(a => a.Symbol).Order(StringComparer.Ordinal)], settings);
        }
        return await RequireAsync(alpaca, settings.Symbols, "the setting Trading__Symbols", cancel);
    }

    /// <summary>The same symbols, once the exchange has said that it knows each.</summary>
    /// <param name="alpaca">The exchange.</param>
    /// <param name="symbols">Whom to ask about.</param>
    /// <param name="source">Where they came from, for the sentence: what is to be corrected.</param>
    /// <param name="cancel">Cancels.</param>
    /// <exception cref="BrokerUnavailableException">It did not answer, or does not know one; the sentence names it and its source.</exception>
    public static async Task<IReadOnlyList<string>> RequireAsync(
        AlpacaConnection alpaca, IReadOnlyList<string> symbols, string source, CancellationToken cancel)
    {
        var exchange = alpaca.Options.Environment == AlpacaEnvironment.Simulator ? "The simulated exchange" : "Alpaca";
        foreach (var symbol in symbols)
        {
            if (await alpaca.Trading.FindAssetAsync(symbol, cancel) is null)
                throw new BrokerUnavailableException($"{exchange} does not know the symbol {symbol}; correct {source}.") { IsRefusal = true };
        }
        return symbols;
    }
}
