namespace Trading.Core.Learning.Evidence;

/// <summary>The evidence for the recipe in use.</summary>
/// <param name="Recipe">The recipe's id.</param>
/// <param name="From">
/// First session of the record that is counted (New York date). It is chosen when the recipe is first judged and stays: evidence
/// whose beginning moves may not be looked at every night.
/// </param>
/// <param name="Last">The evidence after the record's last session; null before the first.</param>
public sealed record RecipeEvidence(string Recipe, LocalDate From, EvidencePoint? Last);
