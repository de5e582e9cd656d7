using Trading.Core.Events;
using Trading.Core.Text;
using Trading.Reporting;

namespace Trading.Cli.Running;

/// <summary>Shows on stderr how far the night's work is, which takes minutes where there is no record yet: a line when a phase
/// begins, and one for each tenth of it. Stdout keeps to what has happened.</summary>
internal sealed class NightProgress(TextWriter stderr) : ITradingEvents
{
    private const int Parts = 10;
    private readonly Lock gate = new();
    private JobPhase? phase;
    private int part;

    /// <inheritdoc/>
    public void Emit(TradingEvent e)
    {
        lock (gate)
        {
            if (e is JobProgressed progress) Tell(progress);
            else if (e is JobSucceeded or JobFailed or JobStopped) phase = null;
        }
    }

    private void Tell(JobProgressed progress)
    {
        var now = progress.Total == 0 ? 0 : (int)((long)progress.Done * Parts / progress.Total);
        if (progress.Phase == phase && now <= part) return;
        (phase, part) = (progress.Phase, now);
        var count = progress.Total == 0 ? "" : $" ({progress.Done} of {progress.Total})";
        stderr.WriteLine($"{FigureText.NewYork(progress.At)}  {VisibleText.Of(Words(progress.Phase))}{count} ...");
    }

    private static string Words(JobPhase phase) => phase switch
    {
        JobPhase.CollectingBars => "collecting missing bars",
        JobPhase.ExtendingRecord => "forecasting sessions out of sample",
        JobPhase.TrainingModel => "training",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "A phase without words."),
    };
}
