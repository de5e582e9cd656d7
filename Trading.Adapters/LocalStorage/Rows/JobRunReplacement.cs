using Trading.Core.Storage;

namespace Trading.Adapters.LocalStorage.Rows;

/// <summary>The row that replaces a job's run, and what the standing row must still be.</summary>
internal sealed record JobRunReplacement : SqliteJobRun
{
    private JobRunReplacement(SqliteJobRun row) : base(row) { }

    public int ExpectedAttempt { get; init; }

    public Instant? ExpectedFinish { get; init; }

    public static JobRunReplacement Of(JobRunRow expected, JobRunRow replacement) =>
        new(Of(replacement)) { ExpectedAttempt = expected.Attempt, ExpectedFinish = expected.FinishedAt };
}
