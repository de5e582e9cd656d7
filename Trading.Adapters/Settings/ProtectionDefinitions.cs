using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Trading.Core.Risk;
using Trading.Core.Settings;

namespace Trading.Adapters.Settings;

/// <summary>The settings of the limits on a day and on the account, in the order in which help lists them.</summary>
internal static partial class ProtectionDefinitions
{
    private const int MostTrades = 100_000;

    public static IReadOnlyList<SettingDefinition> All { get; } =
    [
        new("Sizing", "Fixed or Volatility", "whether a position is smaller where a larger move is expected",
            s => $"{s.Risk.Sizing}",
            (s, text) => SettingValues.Name<PositionSizing>(text) is { } v ? s with { Risk = s.Risk with { Sizing = v } } : null),
        Fraction("MaxDailyLoss", 0.0001m, 0.5m, "0.02 is 2 %", "most of the equity that a day may lose",
            p => p.MaxDailyLoss, (p, v) => p with { MaxDailyLoss = v }),
        Fraction("MaxDrawdown", 0.001m, 0.9m, "0.1 is 10 %", "how far below its highest the equity halts trading",
            p => p.MaxDrawdown, (p, v) => p with { MaxDrawdown = v }),
        Minutes("CooldownAfterStop", "how long a symbol waits after its stop has sold it",
            p => p.CooldownAfterStop, (p, v) => p with { CooldownAfterStop = v }),
        Minutes("CooldownAfterStopAll", "how long every symbol waits after a stop has sold one",
            p => p.CooldownAfterStopAll, (p, v) => p with { CooldownAfterStopAll = v }),
        Count("MaxTradesPerDay", MostTrades, "most entries of a session",
            p => p.MaxTradesPerDay, (p, v) => p with { MaxTradesPerDay = v }),
        Count("MaxLossesInRow", 1000, "after how many losing trades in a row a session's entries stop",
            p => p.MaxLossesInRow, (p, v) => p with { MaxLossesInRow = v }),
        Fraction("MaxExposure", 0.001m, 4m, "0.5 is 50 %", "most of the equity in positions and pending entries",
            p => p.MaxExposure, (p, v) => p with { MaxExposure = v }),
        Fraction("MaxSectorExposure", 0.001m, 4m, "0.2 is 20 %", "most of the equity in one sector of Sectors",
            p => p.MaxSectorExposure, (p, v) => p with { MaxSectorExposure = v }),
        new("Sectors", $"{SettingValues.None}, or symbols with their sectors, each once, such as AAPL=Tech,XOM=Energy",
            "the sector of each symbol; the others are one sector together",
            s => s.Risk.Protections.Sectors.Sectors is { Count: > 0 } map
                ? string.Join(',', map.Select(one => $"{one.Key}={one.Value}")) : SettingValues.None,
            (s, text) => SettingValues.IsNone(text) ? With(s, p => p with { Sectors = SectorMap.Empty })
                : Sectors(text) is { } v ? With(s, p => p with { Sectors = v }) : null),
        new("NoEntryAfterOpen", "minutes from 0 to 180, as 15 or 15 min", "how long after the opening bell nothing is bought",
            s => SettingValues.Text(s.Risk.Protections.NoEntryAfterOpen),
            (s, text) => SettingValues.Minutes(text, 0, 180) is { } v ? With(s, p => p with { NoEntryAfterOpen = v }) : null),
    ];

    private static SettingDefinition Fraction(
        string name, decimal least, decimal most, string example, string meaning, Func<ProtectionLimits, decimal?> read,
        Func<ProtectionLimits, decimal?, ProtectionLimits> apply) => new(
        name, FormattableString.Invariant($"{SettingValues.None}, or a fraction from {least} to {most} ({example})"), meaning,
        s => read(s.Risk.Protections) is { } v ? FormattableString.Invariant($"{v}") : SettingValues.None,
        (s, text) => SettingValues.IsNone(text) ? With(s, p => apply(p, null))
            : SettingValues.Number(text, least, most) is { } v ? With(s, p => apply(p, v)) : null);

    private static SettingDefinition Minutes(
        string name, string meaning, Func<ProtectionLimits, Duration?> read,
        Func<ProtectionLimits, Duration?, ProtectionLimits> apply) => new(
        name, $"{SettingValues.None}, or minutes from 1 to 390, as 30 or 30 min", meaning,
        s => read(s.Risk.Protections) is { } v ? SettingValues.Text(v) : SettingValues.None,
        (s, text) => SettingValues.IsNone(text) ? With(s, p => apply(p, null))
            : SettingValues.Minutes(text, 1, 390) is { } v ? With(s, p => apply(p, v)) : null);

    private static SettingDefinition Count(
        string name, int most, string meaning, Func<ProtectionLimits, int?> read,
        Func<ProtectionLimits, int?, ProtectionLimits> apply) => new(
        name, $"{SettingValues.None}, or a whole number from 1 to {most}", meaning,
        s => read(s.Risk.Protections) is { } v ? $"{v}" : SettingValues.None,
        (s, text) => SettingValues.IsNone(text) ? With(s, p => apply(p, null))
            : SettingValues.Whole(text, 1, most) is { } v ? With(s, p => apply(p, v)) : null);

    private static TradingSettings With(TradingSettings settings, Func<ProtectionLimits, ProtectionLimits> change) =>
        settings with { Risk = settings.Risk with { Protections = change(settings.Risk.Protections) } };

    private static SectorMap? Sectors(string text)
    {
        var pairs = text.Split(',', StringSplitOptions.TrimEntries).Select(pair => PairText().Match(pair)).ToList();
        if (!pairs.TrueForAll(pair => pair.Success)) return null;
        var symbols = SettingValues.Symbols(string.Join(',', pairs.Select(pair => pair.Groups["symbol"].Value)));
        return symbols is null ? null : new(symbols.Zip(pairs).ToImmutableSortedDictionary(
            one => one.First, one => one.Second.Groups["sector"].Value, StringComparer.Ordinal));
    }

    [GeneratedRegex(
        @"^(?<symbol>[A-Za-z0-9.\-]+) ?= ?(?<sector>[A-Za-z0-9][A-Za-z0-9 &.\-]{0,39})\z",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PairText();
}
