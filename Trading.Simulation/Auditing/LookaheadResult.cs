namespace Trading.Simulation.Auditing;

/// <summary>What a lookahead audit found.</summary>
/// <param name="Sessions">Sessions looked at.</param>
/// <param name="Decisions">Decisions whose live row was made again on bars cut after their minute.</param>
/// <param name="TrainingRows">Of those, the ones with a training row, which was compared, too.</param>
/// <param name="Answers">Of those, the ones that a model was asked about twice; 0 without a model.</param>
/// <param name="DifferenceCount">Differences in all.</param>
/// <param name="Differences">The first of them, at most 1,000.</param>
public sealed record LookaheadResult(
    int Sessions,
    int Decisions,
    int TrainingRows,
    int Answers,
    long DifferenceCount,
    IReadOnlyList<AuditDifference> Differences);
