using Trading.Core.Events;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Core.Execution;

/// <summary>How the account's equity stands against its limits.</summary>
/// <param name="IsDailyLossReached">Whether the most of a day is lost; null when that is not known.</param>
/// <param name="IsDrawdownKnown">Whether the drawdown could be judged, if it is limited.</param>
/// <param name="Halt">The halt that stands, which the drawdown may have set just now.</param>
/// <param name="DrawdownHaltEquity">See <see cref="ScanResult.DrawdownHaltEquity"/>.</param>
/// <param name="Note">What a person should know; empty when there is nothing.</param>
public sealed record EquityStanding(
    bool? IsDailyLossReached, bool IsDrawdownKnown, Halt? Halt, int? DrawdownHaltEquity, string Note)
{
    /// <summary>Whether all that the limits need is known.</summary>
    public bool IsKnown => IsDailyLossReached is not null && IsDrawdownKnown;
}

/// <summary>
/// Compares the account's equity with its limits in every minute. A day's loss is remembered for the rest of the session, also
/// over a restart; a drawdown halts trading until a person resumes it, and counts anew from the equity of that moment. It never
/// stands in the way of a sale. Not safe for concurrent use.
/// </summary>
public sealed class EquityWatch(TradingPorts ports, ProtectionLimits limits)
{
    private readonly DrawdownPeak peak = new(ports.Journal, ports.Calendar);
    private LocalDate? readSession;
    private LocalDate? lostOn;

    /// <summary>Looks at the equity of a minute, and halts trading when the drawdown has reached its limit.</summary>
    /// <param name="account">The account as it was reconciled; null when the broker did not answer.</param>
    /// <param name="session">The running session.</param>
    /// <param name="minute">The minute.</param>
    /// <param name="cancel">Stops the reading.</param>
    public async Task<EquityStanding> LookAsync(
        ReconciledAccount? account, Session session, Instant minute, CancellationToken cancel)
    {
        var standing = new EquityStanding(false, true, account?.Halt, null, "");
        try
        {
            standing = standing with { IsDailyLossReached = await IsDailyLossReachedAsync(account, session, cancel) };
        }
        catch (StorageException e)
        {
            standing = standing with { IsDailyLossReached = null, Note = $"The day's loss is not known: {e.Message}" };
        }
        if (limits.MaxDrawdown is null) return standing;
        if (account?.View.Account is not { } snapshot) return standing with { IsDrawdownKnown = false };
        try
        {
            return await JudgeDrawdownAsync(standing, snapshot, limits.MaxDrawdown.Value, session, minute, cancel);
        }
        catch (StorageException e)
        {
            return standing with
            {
                IsDrawdownKnown = false,
                Note = $"{standing.Note} The drawdown is not known: {e.Message}".Trim(),
            };
        }
    }

    /// <summary>The equity that a day's gain or loss counts from; null when neither broker nor journal knows it.</summary>
    /// <param name="account">The account.</param>
    /// <param name="journal">The figures of earlier sessions.</param>
    /// <param name="calendar">The exchange's calendar.</param>
    /// <param name="session">The session of the day.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="StorageException">The journal does not answer.</exception>
    public static async Task<decimal?> StartOfDayAsync(
        AccountSnapshot account, IPerformanceStore journal, IMarketCalendar calendar, Session session, CancellationToken cancel)
    {
        if (account.LastEquity is { } last) return last;
        var before = calendar.SessionBefore(session.Date).Date;
        return (await journal.GetPerformanceAsync(before, before, cancel)) is [var row] ? row.Equity : null;
    }

    private async Task<bool?> IsDailyLossReachedAsync(ReconciledAccount? account, Session session, CancellationToken cancel)
    {
        if (limits.MaxDailyLoss is not { } most) return false;
        if (readSession != session.Date)
        {
            // Once lost, a day stays lost, though what is held may recover: also for a program that was started again.
            // Right before an entry this is read again, because another program may have seen it since.
            if (await ProtectionReader.IsDayLostAsync(limits, ports.Journal, session.Date, cancel)) lostOn = session.Date;
            readSession = session.Date;
        }
        if (lostOn == session.Date) return true;
        if (account?.View.Account is not { } snapshot
            || await StartOfDayAsync(snapshot, ports.Journal, ports.Calendar, session, cancel) is not (> 0 and var start))
            return null;
        if (snapshot.Equity > start * (1 - most)) return false;
        lostOn = session.Date;
        return true;
    }

    private async Task<EquityStanding> JudgeDrawdownAsync(
        EquityStanding standing, AccountSnapshot account, decimal most, Session session, Instant minute, CancellationToken cancel)
    {
        if (standing.Halt is { } halt) return UnderHalt(standing, halt, account, session);
        if (await peak.FindAsync(account, session, cancel) is not { } highest) return standing with { IsDrawdownKnown = false };
        if (account.Equity > highest * (1 - most)) return standing;
        // The peak counts from the last such halt, which another program may have seen.
        highest = await peak.FindSinceLastHaltAsync(account, session, cancel) ?? highest;
        if (account.Equity > highest * (1 - most)) return standing;
        var own = new Halt(minute, Flatten: false, DrawdownPeak.ReasonOf(account.Equity, highest, most))
        {
            DrawdownEquity = account.Equity,
        };
        // Another program or a person was first.
        if (!await ports.Journal.TryReplaceHaltAsync(null, own, CancellationToken.None))
            return UnderHalt(standing, await ports.Journal.GetHaltAsync(cancel) ?? own, account, session);
        ports.Events.Emit(new Halted(minute, own));
        return UnderHalt(standing, own, account, session) with { Note = own.Reason };
    }

    // While a person's halt stands there is nothing more to stop; the equity is judged when it is lifted.
    private EquityStanding UnderHalt(EquityStanding standing, Halt halt, AccountSnapshot account, Session session) =>
        standing with
        {
            Halt = halt,
            DrawdownHaltEquity = halt.DrawdownEquity is null ? null : peak.Restart(session.Date, account.Equity),
        };
}
