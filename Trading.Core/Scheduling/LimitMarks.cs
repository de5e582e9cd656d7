using Trading.Core.Storage;

namespace Trading.Core.Scheduling;

/// <summary>
/// Keeps what a scan saw of the account's limits though another program's scan of the minute was written first.
/// </summary>
internal static class LimitMarks
{
    /// <summary>Adds to the row that stands what the lost one knows besides.</summary>
    /// <param name="journal">The runs.</param>
    /// <param name="lost">The row that was not written.</param>
    /// <param name="cancel">Stops the writing.</param>
    /// <exception cref="StorageException">The journal does not answer.</exception>
    public static async Task KeepAsync(IJobRunStore journal, JobRunRow lost, CancellationToken cancel)
    {
        if (lost.Result is not ScanResult own || (!own.IsDailyLossReached && own.DrawdownHaltEquity is null)) return;
        if (await journal.GetJobAsync(lost.Session, lost.Key, cancel) is not { } standing) return;
        var seen = standing.Result as ScanResult ?? own;
        var both = seen with
        {
            IsDailyLossReached = own.IsDailyLossReached || seen.IsDailyLossReached,
            DrawdownHaltEquity = seen.DrawdownHaltEquity ?? own.DrawdownHaltEquity,
        };
        if (both.Equals(standing.Result)) return;
        await journal.TryReplaceJobAsync(standing, standing with { Result = both }, cancel);
    }
}
