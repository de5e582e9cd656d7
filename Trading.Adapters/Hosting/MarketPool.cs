using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Core.Universe;

namespace Trading.Adapters.Hosting;

/// <summary>What the whole market is: all that an exchange lists and trades, as far as the settings want it.</summary>
internal static class MarketPool
{
    /// <summary>The tradable symbols, sorted, without leveraged and inverse products unless they are wanted.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<ListedSymbol> listing, TradingSettings settings) =>
    [
        .. listing.Where(listed => listed.IsTradable && IsWanted(listed.Symbol, listed.Name, settings))
            .Select(listed => listed.Symbol).Order(StringComparer.Ordinal),
    ];

    /// <summary>Whether a symbol belongs to the whole market.</summary>
    /// <param name="symbol">The ticker.</param>
    /// <param name="name">The exchange's name of it; empty when it is not known.</param>
    /// <param name="settings">Whether leveraged products are wanted.</param>
    public static bool IsWanted(string symbol, string name, TradingSettings settings) =>
        settings.Universe.AllowsLeveraged || !LeveragedProducts.Contains(symbol, name);
}
