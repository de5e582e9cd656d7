namespace Trading.Core.Universe;

/// <summary>Why a symbol of the pool was not chosen.</summary>
public enum UniverseExclusion
{
    /// <summary>It has too few earlier sessions, or none in the newest of them.</summary>
    TooLittleHistory,

    /// <summary>It has not traded in the opening half hour.</summary>
    NoOpening,

    /// <summary>Its price is too low.</summary>
    Price,

    /// <summary>Its median daily dollar volume is too low.</summary>
    DollarVolume,

    /// <summary>Its gap is too small.</summary>
    Gap,

    /// <summary>Its opening volume is too low.</summary>
    OpeningVolume,

    /// <summary>Enough others rank before it.</summary>
    Rank,
}

/// <summary>A chosen symbol, and why it was chosen.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Rank">Its place, from 1.</param>
/// <param name="Price">Its last price when it was chosen, dollars.</param>
/// <param name="DollarVolume">The median daily dollar volume of the earlier sessions, as the feed shows it.</param>
/// <param name="GapReturn">From the close before to the open, as a fraction; null when the rule does not look.</param>
/// <param name="Gap">The same in standard deviations of its daily returns, signed; null when the rule does not look.</param>
/// <param name="OpeningRatio">Opening volume over the usual; null when the rule does not look.</param>
public sealed record UniverseMember(
    string Symbol, int Rank, double Price, double DollarVolume, double? GapReturn = null, double? Gap = null,
    double? OpeningRatio = null);

/// <summary>The symbols of a session, chosen once.</summary>
/// <param name="Session">New York date.</param>
/// <param name="ChosenAt">The moment up to which data was used.</param>
/// <param name="Rule">The rule in full (<see cref="UniverseRule.Canonical"/>).</param>
/// <param name="Pool">How many symbols there were to choose from.</param>
/// <param name="Members">The chosen symbols by rank; may be empty.</param>
/// <param name="LeftOut">How many symbols each test left out.</param>
public sealed record UniverseChoice(
    LocalDate Session, Instant ChosenAt, string Rule, int Pool, IReadOnlyList<UniverseMember> Members,
    IReadOnlyDictionary<UniverseExclusion, int> LeftOut)
{
    /// <summary>The tickers by rank.</summary>
    public IReadOnlyList<string> Symbols => [.. Members.Select(member => member.Symbol)];
}
