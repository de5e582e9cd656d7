using System.Globalization;
using NodaTime.Text;

namespace Trading.Core.Universe;

/// <summary>
/// Which symbols of the pool are scanned in a session. The choice is made once a session, at <see cref="Time"/>, from what is
/// known then: the sessions before, and the opening half hour of the session.
/// </summary>
/// <param name="Kind">How the symbols are found.</param>
/// <param name="Most">How many symbols a session has at most; 0 for <see cref="UniverseKind.Symbols"/>.</param>
public sealed record UniverseRule(UniverseKind Kind, int Most)
{
    /// <summary>The most symbols that a rule may ask for.</summary>
    public const int LargestCount = 2_000;

    /// <summary>The earlier sessions that a rule looks at.</summary>
    public const int Lookback = 20;

    /// <summary>The fewest earlier sessions with bars that a symbol needs.</summary>
    public const int FewestSessions = 10;

    /// <summary>The smallest gap of a name in play, in standard deviations of its daily returns.</summary>
    public const double LeastGap = 1;

    /// <summary>The least opening volume of a name in play, as a multiple of the median of the earlier sessions.</summary>
    public const double LeastOpeningRatio = 2;

    /// <summary>How long the opening lasts whose volume counts.</summary>
    public static readonly Duration Opening = Duration.FromMinutes(30);

    /// <summary>The earliest and the default time of a choice that looks at the opening, New York.</summary>
    public static readonly LocalTime EarliestAfterOpening = new(10, 0), DefaultAfterOpening = new(10, 5);

    private static readonly LocalTime OpeningBell = new(9, 30);

    /// <summary>All symbols of the pool.</summary>
    public static UniverseRule AllSymbols { get; } = new(UniverseKind.Symbols, 0);

    /// <summary>Least price, dollars.</summary>
    public decimal MinPrice { get; init; } = 5m;

    /// <summary>
    /// Least median of the daily dollar volume of the earlier sessions, as the feed shows it: the free IEX feed sees about 2 % of
    /// the tape, so 200,000 there are about 10 million.
    /// </summary>
    public decimal MinDollarVolume { get; init; } = 200_000m;

    /// <summary>Whether a pool of the whole market has leveraged and inverse products in it.</summary>
    public bool AllowsLeveraged { get; init; }

    /// <summary>The time that was set for the choice, New York; null for the rule's own.</summary>
    public LocalTime? SetTime { get; init; }

    /// <summary>Whether anything is chosen at all.</summary>
    public bool Chooses => Kind != UniverseKind.Symbols;

    /// <summary>Whether the choice needs the opening of the session.</summary>
    public bool NeedsOpening => Kind == UniverseKind.InPlay;

    /// <summary>When the symbols of a session are chosen, New York.</summary>
    public LocalTime Time => SetTime ?? (NeedsOpening ? DefaultAfterOpening : OpeningBell);

    /// <summary>Whether a choice at that time would know what it needs.</summary>
    public bool MayBeAt(LocalTime time) => time >= (NeedsOpening ? EarliestAfterOpening : OpeningBell);

    /// <summary>Reads <c>Symbols</c>, <c>MostActive:N</c> or <c>InPlay:N</c>, in any case; null when it is none.</summary>
    public static UniverseRule? Parse(string text)
    {
        if (text.Equals(nameof(UniverseKind.Symbols), StringComparison.OrdinalIgnoreCase)) return AllSymbols;
        if (text.Split(':') is not [var name, var most]) return null;
        UniverseKind? kind = name.ToUpperInvariant() switch
        {
            "MOSTACTIVE" => UniverseKind.MostActive,
            "INPLAY" => UniverseKind.InPlay,
            _ => null,
        };
        return kind is { } known && int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count is >= 1 and <= LargestCount ? new UniverseRule(known, count) : null;
    }

    /// <summary>The rule as a setting spells it, such as <c>InPlay:20</c>.</summary>
    public string Name => Kind == UniverseKind.Symbols ? nameof(UniverseKind.Symbols) : $"{Kind}:{Most}";

    /// <summary>Everything that a choice depends on, as a text that is the same on every machine.</summary>
    public string Canonical() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name} price {MinPrice:0.######} dollars {MinDollarVolume:0.######} leveraged {AllowsLeveraged} at ")
        + LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(Time);
}
