namespace Trading.Core.Learning.Evidence;

/// <summary>The evidence for the recipe in use.</summary>
/// <param name="Recipe">The recipe's id.</param>
/// <param name="From">
/// First session of the record that is counted (New York date). It is chosen when the recipe is first judged and stays: evidence
/// whose beginning moves may not be looked at every night.
/// </param>
/// <param name="Last">The evidence after the record's last session; null before the first.</param>
public sealed record RecipeEvidence(string Recipe, LocalDate From, EvidencePoint? Last)
{
    /// <summary>Least probability of the signals that were judged.</summary>
    public double MinConfidence { get; init; }

    /// <summary>All recipes that were ever judged here, this one included, in the order of their beginnings. A recipe that comes
    /// back goes on where it began, and each one raises the bars of those after it.</summary>
    public IReadOnlyList<RecipeStart> Begun { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(RecipeEvidence? other) =>
        other is not null && Recipe == other.Recipe && From == other.From && Last == other.Last
            && MinConfidence.Equals(other.MinConfidence) && Begun.SequenceEqual(other.Begun);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Recipe, From, Last);
}

/// <summary>When a recipe was first judged at a threshold.</summary>
/// <param name="Recipe">The recipe's id.</param>
/// <param name="MinConfidence">Least probability of its signals.</param>
/// <param name="From">First session of its record that is counted (New York date).</param>
/// <param name="RecipesTried">How many recipes had been tried by then, this one included; its bars are multiplied by it.</param>
public sealed record RecipeStart(string Recipe, double MinConfidence, LocalDate From, int RecipesTried);
