using System.Globalization;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Core.Execution;

/// <summary>
/// The equity that a drawdown is measured from: the highest at the ends of the last 60 sessions, or before the first of them. A
/// halt that the drawdown limit set ends the counting; it begins anew with the equity of the last minute in which that halt
/// stood.
/// </summary>
public sealed class DrawdownPeak(ITradingJournal journal, IMarketCalendar calendar)
{
    private const int Sessions = 60;

    private IReadOnlyList<PerformanceRow> rows = [];

    /// <summary>How many stored sessions' ends were read.</summary>
    public int StoredSessions => rows.Count;

    private LocalDate? rowsOf;
    private (LocalDate Session, decimal Equity)? restart;

    /// <summary>The reason that the halt gives.</summary>
    internal static string ReasonOf(decimal equity, decimal highest, decimal most) => string.Create(
        CultureInfo.InvariantCulture,
        $"The equity of ${equity:N2} is {(1 - (equity / highest)) * 100:0.0} % below its highest of ${highest:N2}; "
            + $"MaxDrawdown is {most * 100:0.0##} %.");

    /// <summary>The peak as far as this program knows; null when there is no equity above 0 to compare with.</summary>
    /// <param name="account">The account.</param>
    /// <param name="session">The running session.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="StorageException">The journal does not answer.</exception>
    public async Task<decimal?> FindAsync(AccountSnapshot account, Session session, CancellationToken cancel)
    {
        if (rowsOf != session.Date)
        {
            var first = session.Date.PlusDays(-2 * Sessions);
            rows = [.. (await journal.GetPerformanceAsync(first, session.Date.PlusDays(-1), cancel)).TakeLast(Sessions)];
            rowsOf = session.Date;
        }
        var known = new List<decimal>();
        if (restart is not { } since)
        {
            if (rows is [var oldest, ..]) known.Add(oldest.Equity - oldest.Pnl);
            known.AddRange(rows.Select(row => row.Equity));
            if (account.LastEquity is { } last) known.Add(last);
        }
        else
        {
            known.Add(since.Equity);
            known.AddRange(rows.Where(row => row.Session >= since.Session).Select(row => row.Equity));
            // At the last close that halt had been set already.
            if (since.Session < session.Date && account.LastEquity is { } last) known.Add(last);
        }
        // An account that never had money has fallen from nothing.
        return known.Count > 0 && known.Max() is > 0 and var highest ? highest : null;
    }

    /// <summary>The peak since the last halt by the drawdown limit that any program has seen.</summary>
    /// <param name="account">The account.</param>
    /// <param name="session">The running session.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="StorageException">The journal does not answer.</exception>
    public async Task<decimal?> FindSinceLastHaltAsync(AccountSnapshot account, Session session, CancellationToken cancel)
    {
        // Only a drawdown at its limit asks for this, so it may read much.
        var first = rows is [var oldest, ..] ? oldest.Session : session.Date;
        foreach (var day in calendar.SessionsBetween(first, session.Date).Reverse())
        {
            var halted = (await journal.GetJobsAsync(day.Date, cancel)).Where(run => EquityOf(run) is not null)
                .MaxBy(run => run.StartedAt);
            if (halted is null) continue;
            restart = (day.Date, EquityOf(halted)!.Value);
            break;
        }
        return await FindAsync(account, session, cancel);
    }

    /// <summary>Begins the counting anew, and returns the equity as it is stored.</summary>
    /// <param name="session">The running session.</param>
    /// <param name="equity">The equity now, dollars.</param>
    public int Restart(LocalDate session, decimal equity)
    {
        var stored = (int)Math.Clamp(Math.Ceiling(equity), 0m, int.MaxValue);
        restart = (session, stored);
        return stored;
    }

    private static int? EquityOf(JobRunRow? run) => (run?.Result as ScanResult)?.DrawdownHaltEquity;
}
