using System.Diagnostics;
using System.Diagnostics.Metrics;
using Trading.Adapters.AzureStorage.Sweeps;
using Trading.Core.Events;
using Trading.Core.Learning.Evidence;
using Trading.Core.Risk;
using Trading.Core.Status;
using Trading.Core.Storage;

namespace Trading.Adapters.Hosting;

/// <summary>
/// Measures what happens in a host: a span for each tick and the runs' figures as metrics, all under the one name
/// <see cref="Name"/>. The alerts and the workbook ask for these names. It is a sink of the trading events; what no event tells,
/// the account and the session's figures, the host adds.
/// </summary>
public sealed class JobTelemetry : ITradingEvents, IDisposable
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Trading";

    private readonly ActivitySource source = new(Name);
    private readonly Meter meter = new(Name);
    private readonly Counter<long> runs, predictions, entries, refusals, slices;
    private readonly Counter<double> sweepGigabyteSeconds;
    private readonly Gauge<int> positions, notFlat, halted, standing, doubtedToday;
    private readonly Gauge<double> equity, drawdown, pnl, accuracy, majority, evidence, doubt;

    /// <summary>Makes the instruments.</summary>
    public JobTelemetry()
    {
        runs = meter.CreateCounter<long>("trading.job.runs", "{run}", "Runs of jobs, by job and outcome (ok, failed).");
        predictions = meter.CreateCounter<long>("trading.predictions", "{prediction}", "Predictions made.");
        entries = meter.CreateCounter<long>("trading.entries", "{order}", "Entry orders that the broker took.");
        refusals = meter.CreateCounter<long>("trading.refusals", "{prediction}",
            "Signals that came to nothing and sales that the broker refused, by reason.");
        slices = meter.CreateCounter<long>("trading.sweep.slices", "{slice}",
            "Messages of sweeps, by outcome: what became of the slice, or Failed for a try that another may follow.");
        sweepGigabyteSeconds = meter.CreateCounter<double>("trading.sweep.gigabyte_seconds", "GB.s",
            "Seconds of done slices times the memory of their instance, in GB.");
        positions = meter.CreateGauge<int>("trading.positions", "{position}", "Positions held.");
        equity = meter.CreateGauge<double>("trading.equity", "USD", "The account's equity, dollars.");
        drawdown = meter.CreateGauge<double>("trading.drawdown", "1",
            "Fall of the equity below its highest session end, as a fraction.");
        pnl = meter.CreateGauge<double>("trading.pnl", "USD",
            "Equity less the equity at the end of the session before, dollars.");
        accuracy = meter.CreateGauge<double>("trading.accuracy", "1",
            "Fraction of the session's resolved predictions that was right at 0.5, by session.");
        majority = meter.CreateGauge<double>("trading.accuracy.majority", "1",
            "What always saying the more frequent answer would have had, as a fraction, by session.");
        notFlat = meter.CreateGauge<int>("trading.not_flat", "1", "1 when a position is left after the close, else 0.");
        halted = meter.CreateGauge<int>("trading.halted", "1", "1 when a person has halted trading, 0 when it goes on again.");
        evidence = meter.CreateGauge<double>("trading.evidence", "1",
            "Decimal logarithm of the odds after a night: over the base forecast, over a trivial one, of a profit, by kind.");
        doubt = meter.CreateGauge<double>("trading.doubt", "1",
            "Decimal logarithm of the odds against the recipe after a night.");
        standing = meter.CreateGauge<int>("trading.standing", "1",
            "What the record says of the recipe after a night: 0 unproven, 1 proven, 2 doubted; its name as standing.");
        doubtedToday = meter.CreateGauge<int>("trading.doubted_today", "1",
            "1 when entries have stopped for the day because too few signals came true, else 0.");
    }

    /// <summary>Begins the span of a tick; null when no listener is attached.</summary>
    public Activity? Begin(JobKind job) => source.StartActivity($"{job}");

    /// <summary>A tick found its job not due, or done: that is no run, and no span is kept of it.</summary>
    public static void NotDue(Activity? span)
    {
        if (span is not null) span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    /// <summary>
    /// A tick was asked to stop before its job was done. That is no failure, and the alert on failed jobs leaves it out.
    /// </summary>
    public static void Stopped(Activity? span) => span?.SetTag("trading.outcome", "stopped");

    /// <summary>A message of a sweep was dealt with; null when it failed and comes again.</summary>
    public void Swept(SliceResult? slice)
    {
        slices.Add(1, new KeyValuePair<string, object?>("outcome", slice is null ? "Failed" : $"{slice.End}"));
        if (slice is { GigabyteSeconds: > 0 }) sweepGigabyteSeconds.Add(slice.GigabyteSeconds);
    }

    /// <inheritdoc/>
    public void Emit(TradingEvent e)
    {
        // The span of the tick in which it happens; none without a listener.
        var span = Activity.Current is { } current && current.Source == source ? current : null;
        switch (e)
        {
            case JobSucceeded { Run: var run }:
                Count(span, run);
                break;
            case JobFailed { Run: var run }:
                Count(span, run);
                break;
            case OrderRefused:
                // At once or later, an entry or a sale: the alert counts each refusal where it is seen.
                refusals.Add(1, new KeyValuePair<string, object?>("reason", $"{ReasonCode.RefusedByBroker}"));
                break;
            case ModelTrained { Card.Evidence: { } point }:
                Judged(point);
                break;
            case Halted:
                halted.Record(1);
                break;
            case Resumed:
                halted.Record(0);
                break;
            case JobStopped:
                Stopped(span);
                break;
        }
    }

    /// <summary>What is held after a run; nothing is measured when the broker did not say.</summary>
    /// <param name="run">The run's row.</param>
    /// <param name="held">How many positions the run saw last; null when the broker did not say.</param>
    public void Held(JobRunRow run, int? held)
    {
        if (held is not { } count) return;
        positions.Record(count);
        // The run that belongs to no minute is the look after the close.
        if (run.Key == JobKind.EndOfDayClose) notFlat.Record(count > 0 ? 1 : 0);
    }

    /// <summary>A job could not begin, or its run could not be written down.</summary>
    public void Failed(Activity? span, JobKind job, string error) => Count(span, job, error);

    /// <summary>The account after a run.</summary>
    /// <param name="dollars">Its equity.</param>
    /// <param name="fall">How far that is below its highest, as a fraction.</param>
    /// <param name="sinceYesterday">That less the equity of the session before; null when there is none.</param>
    public void Account(decimal dollars, double fall, decimal? sinceYesterday)
    {
        equity.Record((double)dollars);
        drawdown.Record(fall);
        if (sinceYesterday is { } difference) pnl.Record((double)difference);
    }

    /// <summary>How right a session's predictions were; nothing is measured when none was resolved.</summary>
    /// <param name="session">The session, New York date.</param>
    /// <param name="record">What is known of it.</param>
    public void Resolved(LocalDate session, TrackRecord record)
    {
        if (record is not { Accuracy: { } right, MajorityClass: { } frequent }) return;
        var day = new KeyValuePair<string, object?>("session", $"{session:uuuu-MM-dd}");
        accuracy.Record(right, day);
        majority.Record(frequent, day);
    }

    /// <summary>Whether an instrument is one of these and not of another host in this process.</summary>
    internal bool Owns(Instrument instrument) => instrument.Meter == meter;

    /// <inheritdoc/>
    public void Dispose()
    {
        source.Dispose();
        meter.Dispose();
    }

    private void Judged(EvidencePoint point)
    {
        evidence.Record(point.OverBase, new KeyValuePair<string, object?>("kind", "base"));
        evidence.Record(point.OverTrivial, new KeyValuePair<string, object?>("kind", "trivial"));
        evidence.Record(point.Profit, new KeyValuePair<string, object?>("kind", "profit"));
        doubt.Record(point.Doubt);
        standing.Record((int)point.Standing, new KeyValuePair<string, object?>("standing", $"{point.Standing}"));
    }

    private void Count(Activity? span, JobRunRow run)
    {
        span?.SetTag("trading.session", $"{run.Session:uuuu-MM-dd}")
            .SetTag("trading.run", $"{run.Key}")
            .SetTag("trading.attempt", run.Attempt);
        foreach (var (name, count) in run.Result?.Counts ?? []) span?.SetTag($"trading.{name}", count);
        Count(span, run.Key.Job, run.Error);
        if (run.Result is ScanResult scan)
        {
            predictions.Add(scan.Predictions);
            entries.Add(scan.Entries);
            doubtedToday.Record(scan.DoubtOdds is null ? 0 : 1);
        }
        foreach (var (reason, count) in (run.Result?.RefusalsByReason ?? []).Where(r => r.Key != ReasonCode.RefusedByBroker))
            refusals.Add(count, new KeyValuePair<string, object?>("reason", $"{reason}"));
    }

    private void Count(Activity? span, JobKind job, string? error)
    {
        runs.Add(1, new("job", $"{job}"), new("outcome", error is null ? "ok" : "failed"));
        span?.SetStatus(error is null ? ActivityStatusCode.Ok : ActivityStatusCode.Error, error);
    }
}
