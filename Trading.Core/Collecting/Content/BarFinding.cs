using System.Text.Json.Serialization;

namespace Trading.Core.Collecting.Content;

/// <summary>Something about recorded bars that looks wrong. What it says in words is made in Reporting.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(WrongTimeZone), "wrongTimeZone")]
[JsonDerivedType(typeof(WrongStep), "wrongStep")]
[JsonDerivedType(typeof(StampedAtEnd), "stampedAtEnd")]
[JsonDerivedType(typeof(OutsideSession), "outsideSession")]
[JsonDerivedType(typeof(UnadjustedSplit), "unadjustedSplit")]
[JsonDerivedType(typeof(PriceSpike), "priceSpike")]
[JsonDerivedType(typeof(MissingSessions), "missingSessions")]
[JsonDerivedType(typeof(FewBars), "fewBars")]
[JsonDerivedType(typeof(ZeroVolume), "zeroVolume")]
public abstract record BarFinding
{
    /// <summary>
    /// Whether what would be learned from such bars is wrong altogether, so that an import leaves them out unless it is asked for
    /// them.
    /// </summary>
    public virtual bool IsGrave => false;

    /// <summary>The tickers whose bars alone look so; null when it is said of all bars, or names its symbols itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Only { get; init; }
}

/// <summary>The bars do not fit the regular session as they are read, and fit it in another time zone.</summary>
/// <param name="Outside">The share of bars outside the regular session as they are read, a fraction.</param>
/// <param name="Zone">The time zone in which they fit, by its name in the time-zone database.</param>
/// <param name="Inside">The share inside the session in that zone, a fraction.</param>
public sealed record WrongTimeZone(double Outside, string Zone, double Inside) : BarFinding
{
    /// <inheritdoc/>
    public override bool IsGrave => true;
}

/// <summary>The bars are not one-minute bars.</summary>
/// <param name="Minutes">The usual step from bar to bar, minutes; a day's 1,440 for daily bars and longer ones.</param>
public sealed record WrongStep(int Minutes) : BarFinding
{
    /// <summary>The minutes of a day.</summary>
    public const int Day = 1440;

    /// <summary>The first New York date with that step; null when all bars have it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LocalDate? From { get; init; }

    /// <inheritdoc/>
    public override bool IsGrave => true;
}

/// <summary>The bars carry the end of their minute: none is stamped with the opening bell, and one with the closing
/// bell.</summary>
/// <param name="Sessions">Sessions of one symbol each that were looked at.</param>
/// <param name="WithClose">How many of them have a bar at the closing bell.</param>
public sealed record StampedAtEnd(int Sessions, int WithClose) : BarFinding
{
    /// <inheritdoc/>
    public override bool IsGrave => true;
}

/// <summary>Many bars lie outside the regular session.</summary>
/// <param name="Share">The share of them, a fraction.</param>
public sealed record OutsideSession(double Share) : BarFinding;

/// <summary>An overnight step in the price that is a split's ratio: the earlier prices look unadjusted.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Session">The first session at the new price, New York date.</param>
/// <param name="NewShares">Shares after the split, as the 10 of 10 for 1.</param>
/// <param name="OldShares">Shares before it, as the 1 of 10 for 1.</param>
public sealed record UnadjustedSplit(string Symbol, LocalDate Session, int NewShares, int OldShares) : BarFinding;

/// <summary>A price that is many times, or a small part of, those around it.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Minute">The start of the bar's minute, UTC.</param>
/// <param name="Before">The close before it, dollars.</param>
/// <param name="Price">The price that stands out, dollars.</param>
/// <param name="Count">How many such bars the symbol has.</param>
public sealed record PriceSpike(string Symbol, Instant Minute, decimal Before, decimal Price, int Count) : BarFinding;

/// <summary>Sessions between the first and the last of some symbols, of which they have no bar.</summary>
/// <param name="Symbols">The tickers that lack exactly these sessions.</param>
/// <param name="Sessions">The sessions, New York dates.</param>
public sealed record MissingSessions(IReadOnlyList<string> Symbols, IReadOnlyList<LocalDate> Sessions) : BarFinding;

/// <summary>Symbols that have less than a tenth of the bars that most have.</summary>
/// <param name="Symbols">The tickers.</param>
/// <param name="Median">How many bars the symbol in the middle has.</param>
public sealed record FewBars(IReadOnlyList<string> Symbols, int Median) : BarFinding;

/// <summary>Symbols whose volume is zero in every bar.</summary>
/// <param name="Symbols">The tickers.</param>
public sealed record ZeroVolume(IReadOnlyList<string> Symbols) : BarFinding;
