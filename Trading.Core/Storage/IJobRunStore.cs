namespace Trading.Core.Storage;

/// <summary>Runs of jobs. Inserting a row is what makes a job run once.</summary>
/// <remarks>
/// Every write is whole or absent, whenever the process dies. Every method throws <see cref="StorageException"/> when the store
/// does not answer.
/// </remarks>
public interface IJobRunStore
{
    /// <summary>Writes the row of a job that begins; false, changing nothing, when its key exists in that session.</summary>
    Task<bool> TryStartJobAsync(JobRunRow run, CancellationToken cancel);

    /// <summary>
    /// Replaces a run's row if it still is <paramref name="expected"/> (same attempt, same finish); false when another
    /// process got there first.
    /// </summary>
    Task<bool> TryReplaceJobAsync(JobRunRow expected, JobRunRow replacement, CancellationToken cancel);

    /// <summary>One run, or null.</summary>
    Task<JobRunRow?> GetJobAsync(LocalDate session, JobKey key, CancellationToken cancel);

    /// <summary>A session's runs, by start.</summary>
    Task<IReadOnlyList<JobRunRow>> GetJobsAsync(LocalDate session, CancellationToken cancel);
}
