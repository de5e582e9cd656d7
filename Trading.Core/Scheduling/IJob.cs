using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Core.Scheduling;

/// <summary>Something that is due at a time of the exchange's day.</summary>
public interface IJob
{
    /// <summary>Which job it is.</summary>
    JobKind Kind { get; }

    /// <summary>Does the job. What it throws becomes the run's error.</summary>
    /// <param name="session">The session it is due in.</param>
    /// <param name="minute">The minute it runs for; nothing later may be used.</param>
    /// <param name="cancel">Asks it to stop where that is safe.</param>
    Task<JobReport> RunAsync(Session session, Instant minute, CancellationToken cancel);
}

/// <summary>What a job did.</summary>
/// <param name="Result">Its numbers.</param>
/// <param name="Note">What a person should know; empty when there is nothing.</param>
/// <param name="Error">What it could not do, in a sentence, though it did the rest; null when it did all.</param>
public sealed record JobReport(JobResult Result, string Note = "", string? Error = null);
