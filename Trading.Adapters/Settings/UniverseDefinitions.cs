using Trading.Core.Settings;
using Trading.Core.Universe;

namespace Trading.Adapters.Settings;

/// <summary>The settings of which symbols a session scans.</summary>
internal static class UniverseDefinitions
{
    /// <summary>The setting's name for all that the exchange lists.</summary>
    public const string WholeMarket = "*";

    private const string Auto = "auto";
    private static readonly LocalTime LatestChoice = new(15, 0);

    /// <summary>The settings, in the order in which help lists them.</summary>
    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        new("Symbols", "tickers separated by commas, each once, such as SPY,QQQ, or * for the whole market",
            "what is watched and traded",
            s => s.IsWholeMarket ? WholeMarket : string.Join(',', s.Symbols),
            (s, text) => text == WholeMarket ? s with { Symbols = [], IsWholeMarket = true }
                : SettingValues.Symbols(text) is { } v ? s with { Symbols = v, IsWholeMarket = false } : null),
        new("Universe", $"Symbols, MostActive:N or InPlay:N, with N from 1 to {UniverseRule.LargestCount}",
            "which of them a session scans",
            s => s.Universe.Name,
            (s, text) => UniverseRule.Parse(text) is { } v ? Rule(s, s.Universe with { Kind = v.Kind, Most = v.Most }) : null),
        new("UniverseTime", $"{Auto}, or a New York time HH:mm from 09:30 to 15:00",
            "when a session's symbols are chosen",
            s => s.Universe.SetTime is { } time ? SettingValues.Text(time) : Auto,
            (s, text) => IsAuto(text) ? Rule(s, s.Universe with { SetTime = null })
                : SettingValues.Time(text, new(9, 30), LatestChoice) is { } v ? Rule(s, s.Universe with { SetTime = v }) : null),
        new("UniverseMinPrice", "dollars from 0 to 100000", "least price of a chosen symbol",
            s => $"{s.Universe.MinPrice}",
            (s, text) =>
                SettingValues.Number(text, 0m, 100_000m) is { } v ? Rule(s, s.Universe with { MinPrice = v }) : null),
        new("UniverseMinDollarVolume", "dollars from 0 to 1000000000000",
            "least median daily dollar volume of a chosen symbol, as the feed shows it",
            s => $"{s.Universe.MinDollarVolume}",
            (s, text) => SettingValues.Number(text, 0m, 1_000_000_000_000m) is { } v
                ? Rule(s, s.Universe with { MinDollarVolume = v }) : null),
        new("UniverseLeveraged", "true or false", "whether the whole market has leveraged and inverse products in it",
            s => s.Universe.AllowsLeveraged ? "true" : "false",
            (s, text) => SettingValues.OneOf(text, ["true", "false"]) is { } v
                ? Rule(s, s.Universe with { AllowsLeveraged = v == "true" }) : null),
    ];

    private static bool IsAuto(string text) => text.Equals(Auto, StringComparison.OrdinalIgnoreCase);

    private static TradingSettings Rule(TradingSettings settings, UniverseRule rule) => settings with { Universe = rule };
}
