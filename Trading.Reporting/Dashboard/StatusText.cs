using Trading.Core.Status;
using Trading.Core.Storage;

namespace Trading.Reporting.Dashboard;

/// <summary>The sentences of a status, the same on a page and on a terminal.</summary>
public static class StatusText
{
    /// <summary>The time and the next bell; for a run that is over, only the time.</summary>
    public static string Market(StatusReport report) => report.HasExchange
        ? $"{FigureText.NewYork(report.At)} New York. The market is {(report.IsOpen ? "open; it closes" : "closed; it opens")} "
            + $"at {FigureText.NewYork(report.NextBell)} New York."
        : $"{FigureText.NewYork(report.At)} New York. A run of its own, without an exchange to ask: this is what its journal "
            + $"remembers.";

    /// <summary>When a job is due next; nothing is due in a book without an exchange.</summary>
    public static string Next(StatusReport report, JobStatus job) =>
        report.HasExchange ? FigureText.NewYork(job.Next) : FigureText.None;

    /// <summary>How a job's run went.</summary>
    public static string Outcome(JobRunRow? run) => run switch
    {
        null => "has not run in the last sessions",
        { Error: { } error } => $"failed: {error}",
        { FinishedAt: null } => "still running, or cut off",
        { Note.Length: > 0 } => run.Note,
        _ => Counted(run),
    };

    private static string Counted(JobRunRow run)
    {
        // A backtest keeps no counts.
        if (run.Result is null) return "done";
        var counts = run.Result.Counts.Where(c => c.Value > 0).ToList();
        return counts.Count == 0 ? "nothing to do"
            : string.Join(", ", counts.Select(c => $"{FigureText.Words(c.Key).ToLowerInvariant()} {FigureText.Count(c.Value)}"));
    }
}
