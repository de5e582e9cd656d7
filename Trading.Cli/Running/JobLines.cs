using Trading.Cli.Output;
using Trading.Core.Risk;
using Trading.Core.Storage;
using Trading.Reporting;

namespace Trading.Cli.Running;

/// <summary>
/// The lines about the jobs that ran. A daily job is always worth a line; a run of the minute only when it entered, failed, or
/// refused or noted something that the one before did not.
/// </summary>
internal sealed class JobLines
{
    private readonly Dictionary<JobKind, string> notes = [];
    private IReadOnlyList<PredictionRow> decided = [];
    private HashSet<(string Symbol, ReasonCode Reason)> refused = [];

    /// <summary>Keeps the signals of the scan whose end is told next.</summary>
    public void Remember(IReadOnlyList<PredictionRow> signals) => decided = signals;

    /// <summary>The line about a run; null when there is nothing to say.</summary>
    public RunLine? Of(JobRunRow run)
    {
        var (job, ofTheMinute) = (run.Key.Job, run.Key.Minute is not null);
        var signals = TakeSignals(run);
        var entered = signals.Where(s => s.Reason == ReasonCode.Entered).Select(s => s.Symbol).ToList();
        // A signal for what is held already is the usual course of a good trade, and no news.
        var turnedDown = signals.Where(s => s.Reason is not (ReasonCode.Entered or ReasonCode.AlreadyInvolved))
            .Select(s => (s.Symbol, s.Reason)).ToHashSet();
        var newlyRefused = turnedDown.Except(refused).ToList();
        if (job == JobKind.MinuteScan) refused = turnedDown;
        var note = run.Error ?? run.Note;
        var noteIsNews = notes.GetValueOrDefault(job, "") != note;
        notes[job] = note;

        var counts = job == JobKind.MinuteScan ? [] : (run.Result?.Counts ?? []).Where(c => c.Value > 0).ToList();
        var acted = entered.Count > 0 || counts.Count > 0;
        if (ofTheMinute && run.Error is null && !acted && newlyRefused.Count == 0 && !noteIsNews) return null;

        var parts = new List<string>();
        if (entered.Count > 0) parts.Add($"ordered {string.Join(", ", entered)}");
        foreach (var group in newlyRefused.GroupBy(r => r.Reason))
        {
            var symbols = string.Join(", ", group.Select(r => r.Symbol));
            parts.Add($"not bought: {symbols} ({FigureText.Words($"{group.Key}").ToLowerInvariant()})");
        }
        parts.AddRange(counts.Select(c => $"{FigureText.Words(c.Key).ToLowerInvariant()} {FigureText.Count(c.Value)}"));
        // A failure is told each time with its error, however often it is the same.
        if (note.Length > 0 && (noteIsNews || !ofTheMinute || run.Error is not null)) parts.Add(note);
        return new RunLine(
            run.StartedAt,
            RunEvent.Job,
            $"{job}{(run.Error is null ? "" : " FAILED")}: {(parts.Count == 0 ? "nothing to do" : string.Join("; ", parts))}",
            run.Error is null ? Tone.Plain : Tone.Bad,
            run);
    }

    private IReadOnlyList<PredictionRow> TakeSignals(JobRunRow run)
    {
        if (run.Key.Job != JobKind.MinuteScan) return [];
        var signals = decided;
        decided = [];
        return signals;
    }
}
