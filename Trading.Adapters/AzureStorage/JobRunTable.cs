using System.Collections.Concurrent;
using Azure;
using Trading.Core.Storage;

namespace Trading.Adapters.AzureStorage;

/// <summary>
/// The job runs: partition the session, key the job. The tag of a run that this process began is remembered, so that finishing it
/// is one request.
/// </summary>
internal sealed class JobRunTable(JournalTable table)
{
    private readonly ConcurrentDictionary<(LocalDate Session, JobKey Key), (JobRunRow Run, ETag Tag)> begun = new();

    public async Task<bool> TryStartAsync(JobRunRow run, CancellationToken cancel)
    {
        if (await table.TryInsertAsync(TableRows.Of(run), cancel) is not { } tag) return false;
        Remember(run, tag);
        return true;
    }

    public async Task<bool> TryReplaceAsync(JobRunRow expected, JobRunRow replacement, CancellationToken cancel)
    {
        ETag? tag = begun.TryGetValue((expected.Session, expected.Key), out var mine) && IsSame(mine.Run, expected) ? mine.Tag
            : null;
        // When the row has changed, read it again. Another process owns the row once its attempt or its end differs.
        while (true)
        {
            if (tag is null)
            {
                var (run, found) = await table.FindAsync(TableKey.Of(expected.Session), TableKey.Of($"{expected.Key}"), row =>
                    ((JobRunRow?)TableRows.Job(row), row.ETag), cancel);
                if (run is null || !IsSame(run, expected)) return false;
                tag = found;
            }
            if (await table.TryReplaceAsync(TableRows.Of(replacement), tag.Value, cancel) is { } next)
            {
                Remember(replacement, next);
                return true;
            }
            tag = null;
        }
    }

    public async Task<JobRunRow?> FindAsync(LocalDate session, JobKey key, CancellationToken cancel) =>
        (await table.QueryAsync(
            $"PartitionKey eq {TableKey.Of(session)} and RowKey eq {TableKey.Of($"{key}")}", TableRows.Job, cancel))
                .SingleOrDefault();

    public async Task<IReadOnlyList<JobRunRow>> GetAsync(LocalDate session, CancellationToken cancel)
    {
        var runs = await table.QueryAsync($"PartitionKey eq {TableKey.Of(session)}", TableRows.Job, cancel);
        return [.. runs.OrderBy(run => run.StartedAt).ThenBy(run => $"{run.Key}", StringComparer.Ordinal)];
    }

    private static bool IsSame(JobRunRow run, JobRunRow other) =>
        run.Attempt == other.Attempt && run.FinishedAt == other.FinishedAt;

    private void Remember(JobRunRow run, ETag tag)
    {
        if (run.FinishedAt is null) begun[(run.Session, run.Key)] = (run, tag);
        else begun.TryRemove((run.Session, run.Key), out _);
    }
}
