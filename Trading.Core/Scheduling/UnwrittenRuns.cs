using Trading.Core.Storage;

namespace Trading.Core.Scheduling;

/// <summary>Runs whose rows the journal did not take; they are written as soon as it answers. Not thread-safe.</summary>
internal sealed class UnwrittenRuns(IJobRunStore journal)
{
    /// <summary>A day of minutes; older ones are given up.</summary>
    private const int MostKept = 500;

    private static readonly Duration Rest = Duration.FromMinutes(5);
    private readonly Queue<(JobRunRow Row, JobRunRow? Claimed)> rows = [];
    private readonly Dictionary<(LocalDate Session, JobKey Key), Instant> begun = [];

    /// <summary>Whether a job that could not be claimed may run now: at most once in five minutes.</summary>
    public bool MayRun(LocalDate session, JobKey key, Instant now)
    {
        if (begun.TryGetValue((session, key), out var last) && now - last < Rest) return false;
        begun[(session, key)] = now;
        return true;
    }

    /// <summary>Keeps a row for later.</summary>
    /// <param name="row">The row of a run that has ended.</param>
    /// <param name="claimed">The row that stands for it since it began; null when none does.</param>
    public void Keep(JobRunRow row, JobRunRow? claimed)
    {
        if (rows.Count == MostKept) rows.Dequeue();
        rows.Enqueue((row, claimed));
    }

    /// <summary>Writes what was kept.</summary>
    /// <exception cref="StorageException">The journal does not answer.</exception>
    public async Task WriteAsync(CancellationToken cancel)
    {
        while (rows.TryPeek(out var kept))
        {
            // A row that stands already is another program's, and tells as much.
            if (!await journal.TryStartJobAsync(kept.Row, cancel))
            {
                if (kept.Claimed is { } claimed) await journal.TryReplaceJobAsync(claimed, kept.Row, cancel);
                else await LimitMarks.KeepAsync(journal, kept.Row, cancel);
            }
            rows.Dequeue();
        }
    }
}
