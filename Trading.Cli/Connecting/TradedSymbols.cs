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
        return await RequireAsync(connection, settings.Symbols, "the setting Trading__Symbols", cancel);
    }

    /// <summary>The same symbols, once the exchange has said that it knows each.</summary>
    /// <exception cref="RefusedException">It does not know one; the sentence names it and where it came from.</exception>
    public static async Task<IReadOnlyList<string>> RequireAsync(
        Connection connection, IReadOnlyList<string> symbols, string source, CancellationToken cancel)
    {
        foreach (var symbol in symbols)
        {
            if (await connection.Alpaca.Trading.FindAssetAsync(symbol, cancel) is null)
                throw new RefusedException($"{(connection.IsSimulator ? "The simulated exchange" : "Alpaca")} does not know the symbol {symbol}; correct {source}.");
        }
        return symbols;
    }
}
