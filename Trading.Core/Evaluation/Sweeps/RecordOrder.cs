using Trading.Core.Learning;

namespace Trading.Core.Evaluation.Sweeps;

/// <summary>A recipe's record that is wanted, and the sessions that it may be made of.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Archived">The sessions that may be read, in order; the record ends with the last of them.</param>
/// <param name="From">First session to forecast (New York date); earlier ones may be learned from.</param>
public sealed record RecordOrder(Recipe Recipe, IReadOnlyList<LocalDate> Archived, LocalDate From);
