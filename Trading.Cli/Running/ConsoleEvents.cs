using System.Collections.Concurrent;
using Trading.Cli.Output;
using Trading.Core.Events;
using Trading.Core.Training;

namespace Trading.Cli.Running;

/// <summary>Makes the lines of <c>trading run</c> from what happens: purchases, sales, and what the jobs did.</summary>
internal sealed class ConsoleEvents(Action<RunLine> tell) : ITradingEvents
{
    private readonly JobLines jobs = new();
    private readonly ConcurrentQueue<RunLine> lines = new();

    /// <inheritdoc/>
    public void Emit(TradingEvent e)
    {
        switch (e)
        {
            case OrderFilled filled:
                lines.Enqueue(TradeLines.Bought(filled.Trade));
                break;
            case PositionClosed closed:
                lines.Enqueue(TradeLines.Sold(closed.Trade));
                break;
            case ModelDoubted doubted:
                lines.Enqueue(new RunLine(
                    doubted.At, RunEvent.Doubted, EvidenceText.OfToday(doubted.Odds), Tone.Caution, new { doubted.Odds }));
                break;
            case SignalsDecided decided:
                jobs.Remember(decided.Signals);
                break;
            case JobRecovered { Run: var run }:
                lines.Enqueue(new RunLine(run.StartedAt, RunEvent.Recovered, $"{run.Key.Job}: works again.", Tone.Good));
                break;
            case JobSucceeded { Run: var run }:
                Tell(jobs.Of(run));
                break;
            case JobFailed { Run: var run }:
                Tell(jobs.Of(run));
                break;
            case JobStopped { Run: var run }:
                Tell(jobs.Of(run));
                break;
        }
    }

    private void Tell(RunLine? line)
    {
        if (line is not null) lines.Enqueue(line);
    }

    /// <summary>Writes the lines that wait. A terminal may stand still, so no line is written while a job trades.</summary>
    public void Flush()
    {
        while (lines.TryDequeue(out var line)) tell(line);
    }
}
