using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Risk;
using Trading.Core.Scheduling;
using Trading.Core.Storage;
using Trading.Reporting;

namespace Trading.Cli.Running;

/// <summary>
/// Tells of the jobs that ran. A daily job is always worth a line; a run of the minute only when it entered, failed, or refused
/// or noted something that the one before did not.
/// </summary>
internal sealed class JobNews(ITradingJournal journal, double minConfidence)
{
    private readonly Dictionary<JobKind, string> notes = [];
    private HashSet<(string Symbol, ReasonCode Reason)> refused = [];

    /// <summary>The line about a run; null when there is nothing to say.</summary>
    public async Task<RunLine?> OfAsync(JobRunRow run, CancellationToken cancel)
    {
        var (name, ofTheMinute) = (run.Key.Job, run.Key.Minute is not null);
        var signals = name == JobKind.MinuteScan ? await SignalsAsync(run, cancel) : [];
        var entered = signals.Where(s => s.Reason == ReasonCode.Entered).Select(s => s.Symbol).ToList();
        // A signal for what is held already is the usual course of a good trade, and no news.
        var turnedDown = signals.Where(s => s.Reason is not (ReasonCode.Entered or ReasonCode.AlreadyInvolved)).Select(s => (s.Symbol, s.Reason)).ToHashSet();
        var newlyRefused = turnedDown.Except(refused).ToList();
        if (name == JobKind.MinuteScan) refused = turnedDown;
        var note = run.Error ?? run.Note;
        var noteIsNews = notes.GetValueOrDefault(name, "") != note;
        notes[name] = note;

        var count = (run.Result?.Counts ?? []).Where(c => c.Value > 0).ToList();
        var acted = entered.Count > 0 || (name != JobKind.MinuteScan && count.Count > 0);
        if (ofTheMinute && run.Error is null && !acted && newlyRefused.Count == 0 && !noteIsNews) return null;

        var parts = new List<string>();
        if (entered.Count > 0) parts.Add($"ordered {string.Join(", ", entered)}");
        parts.AddRange(newlyRefused.GroupBy(r => r.Reason).Select(g => $"not bought: {string.Join(", ", g.Select(r => r.Symbol))} ({FigureText.Words($"{g.Key}").ToLowerInvariant()})"));
        if (name != JobKind.MinuteScan) parts.AddRange(count.Select(c => $"{FigureText.Words(c.Key).ToLowerInvariant()} {FigureText.Count(c.Value)}"));
        if (note.Length > 0 && (noteIsNews || !ofTheMinute)) parts.Add(note);
        return new RunLine(
            run.StartedAt,
            RunEvent.Job,
            $"{name}{(run.Error is null ? "" : " FAILED")}: {(parts.Count == 0 ? "nothing to do" : string.Join("; ", parts))}",
            run.Error is null ? Tone.Plain : Tone.Bad,
            run);
    }

    // The predictions of the run's minute that reach the threshold.
    private async Task<IReadOnlyList<PredictionRow>> SignalsAsync(JobRunRow run, CancellationToken cancel)
    {
        if (run is not { Key.Minute: { } time, Result: ScanResult { Predictions: > 0 } }) return [];
        var minute = ExchangeTime.At(run.Session, time);
        return
        [
            .. (await journal.GetPredictionsAsync(run.Session, null, cancel))
                .Where(p => p.Minute == minute && p.Probability >= minConfidence)
                .OrderBy(p => p.Symbol, StringComparer.Ordinal),
        ];
    }
}
