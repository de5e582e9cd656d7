using Trading.Core.Learning.Evidence;

namespace Trading.Core.Storage;

/// <summary>
/// One recipe that was evaluated on an archive. Every trial counts against the best of them: of many recipes that know nothing,
/// one looks good.
/// </summary>
public sealed record Trial
{
    /// <summary>The recipe's id.</summary>
    public required string Recipe { get; init; }

    /// <summary>Least probability of a signal. The same recipe at another threshold is another trial.</summary>
    public required double MinConfidence { get; init; }

    /// <summary>What the recipe is, in words.</summary>
    public required string Description { get; init; }

    /// <summary>First session that was forecast (New York date).</summary>
    public required LocalDate From { get; init; }

    /// <summary>Last session that was forecast.</summary>
    public required LocalDate To { get; init; }

    /// <summary>How many sessions were forecast.</summary>
    public required int Sessions { get; init; }

    /// <summary>Sharpe ratio of the account's returns a session, not annualised; null when it never traded.</summary>
    public required double? SharpePerSession { get; init; }

    /// <summary>The evidence after the last session.</summary>
    public required EvidencePoint? Evidence { get; init; }

    /// <summary>When it was evaluated, UTC.</summary>
    public required Instant At { get; init; }

    /// <summary>Whether another trial is of the same recipe at the same threshold.</summary>
    public bool IsSameAs(Trial other) => Recipe == other.Recipe && MinConfidence.Equals(other.MinConfidence);
}

/// <summary>All trials on an archive.</summary>
/// <param name="Trials">In the order of their first evaluation.</param>
/// <param name="Unreadable">
/// Further trials that are recorded and cannot be read, because the log was damaged. They stay in the log and are counted.
/// </param>
public sealed record TrialHistory(IReadOnlyList<Trial> Trials, int Unreadable)
{
    /// <summary>How many trials there were.</summary>
    public int Count => Trials.Count + Unreadable;
}

/// <summary>The recipes that were ever evaluated on an archive. No trial is ever removed.</summary>
public interface ITrialLog
{
    /// <summary>All trials.</summary>
    Task<TrialHistory> ReadAsync(CancellationToken cancel);

    /// <summary>Adds a trial, or replaces the earlier one of the same recipe and threshold; gives all trials after it.</summary>
    Task<TrialHistory> AddAsync(Trial trial, CancellationToken cancel);
}
