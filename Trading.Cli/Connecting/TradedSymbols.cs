using Trading.Cli.Commands;
using Trading.Core.Jobs;

namespace Trading.Cli.Connecting;

/// <summary>Which symbols are traded at an exchange.</summary>
internal static class TradedSymbols
{
    /// <summary>
    /// Those of the settings; at the simulated exchange those of them that it has, or all of its own when it has none of them.
    /// </summary>
    /// <exception cref="RefusedException">Alpaca does not know a symbol; the sentence names it.</exception>
    public static async Task<IReadOnlyList<string>> FindAsync(Connection connection, TradingSettings settings, CancellationToken cancel)
    {
        if (connection.IsSimulator)
        {
            var assets = await connection.Alpaca.Trading.GetAssetsAsync(cancel);
            return RecordedSymbols.Of([.. assets.Select(a => a.Symbol).Order(StringComparer.Ordinal)], settings);
        }
        foreach (var symbol in settings.Symbols)
        {
            if (await connection.Alpaca.Trading.FindAssetAsync(symbol, cancel) is null)
                throw new RefusedException($"Alpaca does not know the symbol {symbol}; correct the setting Trading__Symbols.");
        }
        return settings.Symbols;
    }
}
