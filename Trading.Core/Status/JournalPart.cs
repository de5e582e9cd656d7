using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Core.Status;

/// <summary>Reads what the journal tells of a session: halt, holdings, job runs, predictions, trades and figures.</summary>
internal sealed class JournalPart(TradingPorts ports, TradingSettings settings)
{
    private const int HistorySessions = 60;
    private const int JobSessionsBack = 5;
    private static readonly int[] RecordSessions = [1, 5, 20];

    /// <summary>The report with the journal's answers.</summary>
    public async Task<StatusReport> AddAsync(StatusReport report, CancellationToken cancel)
    {
        var session = report.Session;
        var signals = await ports.Journal.GetSignalsAsync(session.Date, cancel);
        // All predictions of thousands of symbols are too many to count for a page; the scans have counted theirs.
        var scans = await ports.Journal.GetJobsAsync(session.Date, cancel);
        var predictions = Math.Max(
            signals.Count, scans.Sum(run => run.Result is ScanResult scan ? scan.Predictions : 0));
        // What was held over the night stands with the session in which it was entered.
        var trades = await ports.Journal.GetTradesAsync(ports.Calendar.SessionBefore(session.Date).Date, session.Date, cancel);
        var runs = await LastRunsAsync(report, cancel);
        var intents = await ports.Journal.GetIntentsAsync(session.Date, cancel);
        var first = session.Date.PlusDays(-2 * HistorySessions);
        var history = (await ports.Journal.GetPerformanceAsync(first, session.Date, cancel)).TakeLast(HistorySessions).ToList();
        return report with
        {
            Jobs = [.. report.Jobs.Select(job => job with { Last = runs.GetValueOrDefault(job.Name) })],
            Day = new DayStatus(
                session.Date,
                predictions,
                ReasonsOf(signals, predictions),
                [.. trades.Where(t => t.Session == session.Date || t.ExitAt?.InNewYork().Date == session.Date)])
            {
                Universe = settings.Universe.Chooses ? await ports.Journal.GetUniverseAsync(session.Date, cancel) : null,
                DoubtOdds = runs.GetValueOrDefault(JobKind.MinuteScan) is { Result: ScanResult { DoubtOdds: { } odds } } scan
                    && scan.Session == session.Date ? odds : null,
            },
            Refused = [.. intents.Where(i => i.Status == IntentStatus.Rejected).OrderBy(i => i.DecidedAt)],
            Record = [.. RecordSessions.Select(count => TrackRecord.Of(history, count))],
            History = history,
        };
    }

    private static Dictionary<ReasonCode, int> ReasonsOf(IReadOnlyList<PredictionRow> signals, int predictions)
    {
        var counts = signals.CountBy(row => row.Reason).ToDictionary();
        if (predictions > signals.Count) counts.Add(ReasonCode.BelowMinConfidence, predictions - signals.Count);
        return counts.OrderByDescending(one => one.Value).ToDictionary();
    }

    private async Task<Dictionary<JobKind, JobRunRow>> LastRunsAsync(StatusReport report, CancellationToken cancel)
    {
        var last = new Dictionary<JobKind, JobRunRow>();
        var today = report.At.InNewYork().Date;
        var sessions = ports.Calendar.SessionsBetween(today.PlusDays(-2 * JobSessionsBack), today).TakeLast(JobSessionsBack);
        foreach (var session in sessions.Reverse())
        {
            foreach (var run in (await ports.Journal.GetJobsAsync(session.Date, cancel)).Reverse()) last.TryAdd(run.Key.Job, run);
            if (last.Count == report.Jobs.Count) break;
        }
        return last;
    }
}
