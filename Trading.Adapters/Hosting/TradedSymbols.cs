using Trading.Adapters.Alpaca;
using Trading.Core.Execution;
using Trading.Core.Jobs;

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
        foreach (var symbol in settings.Symbols)
        {
            if (await alpaca.Trading.FindAssetAsync(symbol, cancel) is null)
                throw new BrokerUnavailableException($"Alpaca does not know the symbol {symbol}; correct the setting Trading__Symbols.") { IsRefusal = true };
        }
        return settings.Symbols;
    }
}
