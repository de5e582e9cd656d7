using Trading.Core.Settings;

namespace Trading.Adapters.Hosting;

/// <summary>Which of the recorded symbols are meant when none are named.</summary>
public static class RecordedSymbols
{
    /// <summary>Those of the settings, in their order; all that are recorded, when none of the settings' is or the whole market
    /// is meant.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> recorded, TradingSettings settings)
    {
        if (settings.IsWholeMarket) return [.. recorded.Where(symbol => MarketPool.IsWanted(symbol, "", settings))];
        var known = recorded.ToHashSet(StringComparer.Ordinal);
        var chosen = settings.Symbols.Where(known.Contains).ToList();
        return chosen.Count > 0 ? chosen : recorded;
    }

    /// <summary>Those of the settings that are not among what was found; none when the settings name none of it, or the whole
    /// market is meant.</summary>
    /// <param name="found">What is meant, as <see cref="Of"/> gives it.</param>
    /// <param name="settings">The settings.</param>
    public static IReadOnlyList<string> Missing(IReadOnlyList<string> found, TradingSettings settings) =>
        settings.IsWholeMarket || !settings.Symbols.Intersect(found, StringComparer.Ordinal).Any()
            ? [] : [.. settings.Symbols.Except(found, StringComparer.Ordinal)];
}
