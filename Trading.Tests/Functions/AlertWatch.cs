using System.Collections.Concurrent;
using System.Diagnostics;
using Trading.Adapters.Hosting;
using Trading.Core.Market;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Tests.Functions;

/// <summary>
/// What the hosts of a day send to Application Insights, at the exchange's time, and what the alerts' queries would find in it:
/// <see cref="Look"/> says in C# what infra/queries say in KQL, whose text the rules of the deployment hold fast.
/// </summary>
internal sealed class AlertWatch : IDisposable
{
    private static readonly Duration Window = Duration.FromMinutes(15);
    private readonly Activity root = new Activity("a day").SetIdFormat(ActivityIdFormat.W3C).Start();
    private readonly ActivityListener listener;
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly Dictionary<TestHost, int> taken = [];
    private readonly List<(Instant At, string Name, double Value, string Tags)> metrics = [];
    private readonly List<(Instant At, string What)> failures = [];
    private readonly Session day;
    private readonly Instant bellBefore;

    /// <summary>Begins in the morning of a day, after a night that trained and a rebalance.</summary>
    public AlertWatch(Session day, Session before)
    {
        (this.day, bellBefore) = (day, before.Close);
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == JobTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                // Other tests' hosts have spans too.
                if (span.TraceId == root.TraceId) ended.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        metrics.Add((ExchangeTime.At(before.Date, new(20, 0)), "trading.job.runs", 1, RunOf(JobKind.NightlyRetrain)));
        metrics.Add((ExchangeTime.At(day.Date, new(4, 0)), "trading.job.runs", 1, RunOf(JobKind.Rebalance)));
    }

    /// <summary>The alerts there are.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["doubted", "drawdown", "job-failed", "no-heartbeat", "not-flat", "refused-by-broker"];

    /// <summary>The alerts that a look has raised so far, each with what raised it first.</summary>
    public SortedDictionary<string, string> Raised { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes what a host has sent since the last call.</summary>
    public void Take(TestHost host, Instant at)
    {
        var measured = host.Measured.Skip(taken.GetValueOrDefault(host)).ToList();
        taken[host] = taken.GetValueOrDefault(host) + measured.Count;
        metrics.AddRange(measured.Select(m => (at, m.Name, m.Value, m.Tags)));
        while (ended.TryDequeue(out var span))
        {
            var isStopped = Equals(span.GetTagItem("trading.outcome"), "stopped");
            if (span.Recorded && span.Status == ActivityStatusCode.Error && !isStopped)
                failures.Add((at, $"the span of {span.OperationName}: {span.StatusDescription}"));
        }
    }

    /// <summary>Takes how a function's invocation ended; one that was stopped has not failed.</summary>
    public void Invoked(JobKind job, Exception? error, Instant at)
    {
        if (error is not (null or OperationCanceledException)) failures.Add((at, $"the invocation of {job}: {error.Message}"));
    }

    /// <summary>A worker process died: its spans and figures are never sent, and the Functions host tells it.</summary>
    public void WorkerDied(Instant at) => failures.Add((at, "WorkerProcessExitException"));

    /// <summary>Drops what a process that is dead did not come to send.</summary>
    public void DropUnsent() => ended.Clear();

    /// <summary>The alerts whose queries have rows at a moment, each with the first of them.</summary>
    public IReadOnlyDictionary<string, string> Look(Instant now)
    {
        var rows = NoHeartbeat(now).Select(job => (Alert: "no-heartbeat", Row: job))
            .Concat(failures.Where(f => IsRecent(f.At, now)).Select(f => (Alert: "job-failed", Row: f.What)))
            .Concat(metrics.Where(m => IsRecent(m.At, now)).SelectMany(
                m => AlertsOf(m.Name, m.Value, m.Tags).Select(alert => (Alert: alert, Row: $"{m.Name} {m.Value} {m.Tags}"))));
        var found = rows.GroupBy(row => row.Alert).ToDictionary(g => g.Key, g => $"{now}: {g.First().Row}");
        foreach (var (alert, row) in found) Raised.TryAdd(alert, row);
        return found;
    }

    public void Dispose()
    {
        listener.Dispose();
        root.Dispose();
    }

    private static string RunOf(JobKind job) => $"job={job},outcome=ok";

    private static bool IsRecent(Instant at, Instant now) => at > now - Window && at <= now;

    private static IEnumerable<string> AlertsOf(string name, double value, string tags)
    {
        if (name == "trading.job.runs" && tags.EndsWith("outcome=failed", StringComparison.Ordinal)) yield return "job-failed";
        if (name == "trading.not_flat" && value > 0) yield return "not-flat";
        if (name == "trading.drawdown" && value > 0.05) yield return "drawdown";
        if (name == "trading.refusals" && tags == $"reason={ReasonCode.RefusedByBroker}" && value > 0)
            yield return "refused-by-broker";
        if ((name == "trading.standing" && tags == "standing=Doubted") || (name == "trading.doubted_today" && value > 0))
            yield return "doubted";
    }

    private IEnumerable<string> NoHeartbeat(Instant now)
    {
        var (midnight, rebalance) = (ExchangeTime.At(day.Date, new(0, 0)), ExchangeTime.At(day.Date, new(4, 0)));
        var training = (From: day.Date.At(new(9, 5)).InUtc().ToInstant(), Until: midnight + Duration.FromHours(16));
        (JobKind Job, Instant Late, Instant End, Instant Since)[] expected =
        [
            (JobKind.MinuteScan, day.Open + Duration.FromMinutes(12), day.Close, now - Duration.FromMinutes(10)),
            (JobKind.EndOfDayClose, day.Close + Duration.FromMinutes(15), midnight + Duration.FromDays(1), day.Close),
            (JobKind.Rebalance, rebalance + Duration.FromMinutes(20), day.Close, rebalance),
            (JobKind.NightlyRetrain, training.From, training.Until, bellBefore),
        ];
        return expected.Where(e => now >= e.Late && now <= e.End && !metrics.Exists(m => m.At >= e.Since && IsRunOf(m, e.Job)))
            .Select(e => $"{e.Job}");
    }

    private static bool IsRunOf((Instant At, string Name, double Value, string Tags) metric, JobKind job) =>
        metric.Name == "trading.job.runs" && metric.Tags.StartsWith($"job={job},", StringComparison.Ordinal);
}
