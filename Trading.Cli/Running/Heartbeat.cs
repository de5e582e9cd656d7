using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Reporting;

namespace Trading.Cli.Running;

/// <summary>A line every half hour of a session, so that silence means that the program is dead.</summary>
internal sealed class Heartbeat(ITradeStore trades)
{
    private static readonly Duration Interval = Duration.FromMinutes(30);
    private LocalDate session;
    private Instant next;

    /// <summary>The line, when the scan that ran is the first for half an hour; else null.</summary>
    /// <exception cref="StorageException">The journal does not answer.</exception>
    public async Task<RunLine?> OfAsync(JobRunRow run, CancellationToken cancel)
    {
        if (run.Key.Job != JobKind.MinuteScan) return null;
        if (run.Session == session && run.StartedAt < next) return null;
        var closed = (await trades.GetTradesAsync(run.Session, run.Session, cancel)).Where(t => !t.IsOpen).ToList();
        session = run.Session;
        next = run.StartedAt.FloorToMinute() + Interval;

        // Null when the broker did not say, or when the scan ended before it could.
        var (positions, pnl) = ((run.Result as ScanResult)?.Positions, closed.Sum(t => t.Pnl ?? 0));
        var open = positions is { } held
            ? $"{FigureText.Counted(held, "position")} open"
            : "open positions not known, the broker did not answer";
        return new RunLine(
            run.StartedAt,
            RunEvent.Heartbeat,
            $"alive: {open}, {FigureText.Counted(closed.Count, "trade")} closed today ({FigureText.Money(pnl, withPlus: true)})",
            Output.Tone.Quiet,
            new { positions, closedToday = closed.Count, pnlToday = pnl });
    }
}
