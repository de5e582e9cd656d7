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
