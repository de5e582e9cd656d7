namespace Trading.Simulation.Auditing;

/// <summary>What a warm-up audit found.</summary>
/// <param name="Sessions">Sessions looked at.</param>
/// <param name="Comparisons">How often a row, live or training, was made again with earlier sessions in front.</param>
/// <param name="DifferenceCount">Features that differ with earlier sessions in front, counted for each row: a fault.</param>
/// <param name="Differences">The first of them, at most 1,000.</param>
/// <param name="LateStarts">What becomes of the rows when the first minutes of a session are missing: no fault, because the
/// live program fetches a session from its open.</param>
public sealed record WarmUpResult(
    int Sessions,
    long Comparisons,
    long DifferenceCount,
    IReadOnlyList<AuditDifference> Differences,
    IReadOnlyList<LateStart> LateStarts);

/// <summary>What becomes of the rows when a session's first minutes are missing.</summary>
/// <param name="MissingMinutes">How many minutes from the open have no bar.</param>
/// <param name="Rows">Rows made of the whole sessions and looked at.</param>
/// <param name="RowsLeft">Those of them that are still made; the others' indicators are warming up.</param>
/// <param name="Features">The difference of each feature over the rows that are left, in the schema's order.</param>
public sealed record LateStart(int MissingMinutes, int Rows, int RowsLeft, IReadOnlyList<FeatureShift> Features);

/// <summary>How far a feature's value moves.</summary>
/// <param name="Feature">Its name.</param>
/// <param name="Median">Median of the absolute difference, in the feature's unit; null without rows.</param>
/// <param name="Largest">Its maximum; null without rows.</param>
/// <param name="Deviation">The feature's standard deviation over all rows looked at, to measure the others by; null below two
/// rows.</param>
public sealed record FeatureShift(string Feature, double? Median, double? Largest, double? Deviation);
