using Trading.Adapters.StorageFormats;
using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage.Rows;

/// <summary>A row of the table <c>jobruns</c>; its key is the job's.</summary>
internal record SqliteJobRun : ISqliteRow
{
    public static string Table => "jobruns";

    public LocalDate Session { get; init; }

    public string Rowkey { get; init; } = "";

    public Instant StartedAt { get; init; }

    public int Attempt { get; init; }

    public Instant? FinishedAt { get; init; }

    public string? Counts { get; init; }

    public string Note { get; init; } = "";

    public string? Error { get; init; }

    public long? Checksum { get; set; }

    public static SqliteJobRun Of(JobRunRow run) => new()
    {
        Session = run.Session,
        Rowkey = $"{run.Key}",
        StartedAt = run.StartedAt,
        Attempt = run.Attempt,
        FinishedAt = run.FinishedAt,
        Counts = JobCounts.Write(run.Result),
        Note = run.Note,
        Error = run.Error,
    };

    public JobRunRow ToJobRun()
    {
        var key = JobKey.Parse(Rowkey);
        return new JobRunRow(Session, key, StartedAt, Attempt, FinishedAt, JobCounts.Read(key.Job, Counts), Note, Error);
    }
}
