namespace Trading.Core.Status;

/// <summary>What kind of thing is not as it should be.</summary>
public enum AlarmKind
{
    /// <summary>A halt stands: nothing is bought.</summary>
    Halted,

    /// <summary>The market is closed and something is held.</summary>
    NotFlat,

    /// <summary>No live stop covers a position.</summary>
    Unprotected,

    /// <summary>Whether a live stop covers a position is not known.</summary>
    ProtectionUnknown,

    /// <summary>The broker refused orders, at once or after it had taken them.</summary>
    OrdersRefused,

    /// <summary>The account holds something that this system cannot have bought.</summary>
    OddPosition,

    /// <summary>The market is open and no minute has been scanned lately.</summary>
    NotScanned,

    /// <summary>The session is an hour old and no bar has led to a prediction.</summary>
    NoBars,

    /// <summary>The account stands far below its highest session end.</summary>
    DeepDrawdown,

    /// <summary>A part does not answer, or its settings are wrong.</summary>
    PartFailed,

    /// <summary>The last run of a job failed.</summary>
    JobFailed,

    /// <summary>The model trades without proof: one share a signal, or in full, with play money.</summary>
    Unproven,

    /// <summary>The model may not trade, so nothing is bought.</summary>
    NothingBought,

    /// <summary>The record speaks against the model: its signals come true less often than it claims.</summary>
    Doubted,

    /// <summary>Entries stopped for the day, because too few of its signals came true.</summary>
    DoubtedToday,
}

/// <summary>How much an alarm matters.</summary>
public enum AlarmSeverity
{
    /// <summary>Worth a thought.</summary>
    Caution,

    /// <summary>Wrong.</summary>
    Bad,
}

/// <summary>Something that is not as it should be, as a value; the report makes the sentence.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Severity">How much it matters.</param>
public sealed record Alarm(AlarmKind Kind, AlarmSeverity Severity = AlarmSeverity.Bad)
{
    /// <summary>What it is about: symbols, or the name of a part; empty when the kind says it all.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>Since when, or when it happened; null when no moment belongs to it.</summary>
    public Instant? At { get; init; }

    /// <summary>The size of a drawdown, as a fraction; null for other kinds.</summary>
    public double? Fraction { get; init; }

    /// <summary>The odds against the model, to one; null for other kinds, and where they are not known.</summary>
    public double? Odds { get; init; }

    /// <summary>The error, or the reason, that another part gave; null where there is none.</summary>
    public string? Cause { get; init; }
}
