namespace Trading.Simulation.Auditing;

/// <summary>Counts differences and keeps the first of them.</summary>
internal sealed class DifferenceLog
{
    /// <summary>How many are kept to be shown.</summary>
    public const int MostKept = 1_000;

    private readonly List<AuditDifference> kept = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<AuditDifference> Kept => kept;

    public void Add(AuditDifference difference)
    {
        Count++;
        if (kept.Count < MostKept) kept.Add(difference);
    }

    public void AddAll(IEnumerable<AuditDifference> differences)
    {
        foreach (var difference in differences) Add(difference);
    }
}
