using Trading.Core.Storage;

namespace Trading.Core.Events;

/// <summary>A run of a job is done and written down.</summary>
/// <param name="Run">Its row.</param>
public sealed record JobSucceeded(JobRunRow Run) : TradingEvent(Run.FinishedAt ?? Run.StartedAt);

/// <summary>A run of a job ended in an error, which is written down.</summary>
/// <param name="Run">Its row, with the error.</param>
public sealed record JobFailed(JobRunRow Run) : TradingEvent(Run.FinishedAt ?? Run.StartedAt);

/// <summary>A run of a job was asked to stop before it was done; that is no failure.</summary>
/// <param name="Run">Its row.</param>
public sealed record JobStopped(JobRunRow Run) : TradingEvent(Run.FinishedAt ?? Run.StartedAt);

/// <summary>A job succeeded whose run before had failed; told before that success.</summary>
/// <param name="Run">The row of the run that succeeded.</param>
public sealed record JobRecovered(JobRunRow Run) : TradingEvent(Run.FinishedAt ?? Run.StartedAt);

/// <summary>A job that takes long has come further. It is told while the job runs, and is written nowhere.</summary>
/// <param name="At">When.</param>
/// <param name="Phase">What the job does at the moment.</param>
/// <param name="Done">How much of the phase is done.</param>
/// <param name="Total">How much there is; 0 when that is not known.</param>
public sealed record JobProgressed(Instant At, JobPhase Phase, int Done, int Total) : TradingEvent(At);

/// <summary>A part of a job that takes long.</summary>
public enum JobPhase
{
    /// <summary>Bars that are missing are fetched; counted in series, of one symbol in one session.</summary>
    CollectingBars,

    /// <summary>The out-of-sample record is extended; counted in sessions.</summary>
    ExtendingRecord,

    /// <summary>The next session's model is trained.</summary>
    TrainingModel,
}
