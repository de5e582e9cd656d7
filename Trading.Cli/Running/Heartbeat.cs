using Trading.Core.Market;
using Trading.Core.Scheduling;
using Trading.Core.Storage;
using Trading.Reporting;

namespace Trading.Cli.Running;

/// <summary>A line every half hour of a session, so that silence means that the program is dead.</summary>
internal sealed class Heartbeat(TradeNews trades)
{
    private static readonly Duration Interval = Duration.FromMinutes(30);
    private LocalDate session;
    private Instant next;

    /// <summary>The line, when the scan that ran is the first for half an hour; else null.</summary>
    public RunLine? Of(JobRunRow run)
    {
        if (run.Key.Job != JobKind.MinuteScan) return null;
        if (run.Session == session && run.StartedAt < next) return null;
        session = run.Session;
        next = run.StartedAt.FloorToMinute() + Interval;

        var closed = trades.ClosedOn(session).ToList();
        var (positions, pnl) = ((run.Result as ScanResult)?.Positions ?? 0, closed.Sum(t => t.Pnl ?? 0));
        return new RunLine(
            run.StartedAt,
            RunEvent.Heartbeat,
            $"alive: {FigureText.Counted(positions, "position")} open, {FigureText.Counted(closed.Count, "trade")} closed today ({FigureText.Money(pnl, withPlus: true)})",
            Output.Tone.Quiet,
            new { positions, closedToday = closed.Count, pnlToday = pnl });
    }
}
