namespace Trading.Core.Learning.Evidence;

/// <summary>
/// The evidence for a recipe after a session of its record. Odds are given as decimal logarithms: 2 is "100 : 1".
/// </summary>
/// <param name="Session">The last session that is counted (New York date).</param>
/// <param name="Sessions">How many sessions are counted since the record began, or since the last doubt ended a proof.</param>
/// <param name="OverBase">Odds that the probabilities beat the base forecast.</param>
/// <param name="OverTrivial">Odds that they beat the better of a coin and the record's running rate.</param>
/// <param name="Profit">Odds that the signals' mean return after costs is above zero.</param>
/// <param name="Doubt">Odds against the model, that its signals come true as the base forecast says: from -1 to 2, below zero
/// when it has held what it claimed.</param>
/// <param name="Standing">What follows.</param>
public sealed record EvidencePoint(
    LocalDate Session, int Sessions, double OverBase, double OverTrivial, double Profit, double Doubt, RecipeStanding Standing)
{
    /// <summary>How many recipes were tried; the bars of the three odds are multiplied by it.</summary>
    public int RecipesTried { get; init; } = 1;
}
