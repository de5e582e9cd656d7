using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;

namespace Trading.Core.Execution;

/// <summary>Reads from journal and broker what the limits on the day and the account are compared with.</summary>
public static class ProtectionReader
{
    // What a session entered and could not sell is sold within days.
    private const int DaysBack = 7;

    /// <summary>The state before an entry is decided. What cannot be read makes it unknown, which refuses the entry.</summary>
    /// <param name="limits">The limits; with none of a state it is null.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="session">The running session.</param>
    /// <param name="intents">The session's intents.</param>
    /// <param name="view">What the broker shows.</param>
    /// <param name="isDailyLossReached">
    /// Whether the account has lost the most of a day, as far as this program has seen; null when that is not known.
    /// </param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<Protections?> ReadAsync(
        ProtectionLimits limits, ITradingJournal journal, Session session, IReadOnlyList<OrderIntent> intents, BrokerView view,
        bool? isDailyLossReached, CancellationToken cancel)
    {
        if (!limits.HasState) return null;
        var held = Protections.HeldOf(view);
        try
        {
            return Protections.Of(intents, await ClosedAsync(journal, session.Date, cancel), held ?? []) with
            {
                IsKnown = isDailyLossReached is not null && (held is not null || !limits.HasExposure),
                IsDailyLossReached = isDailyLossReached == true || await IsDayLostAsync(limits, journal, session.Date, cancel),
            };
        }
        catch (StorageException)
        {
            return new Protections { IsKnown = false };
        }
    }

    /// <summary>
    /// The state right before an entry is sent, without the entry itself: another program may have entered, or written how a
    /// trade ended, since it was decided.
    /// </summary>
    /// <param name="limits">The limits.</param>
    /// <param name="known">The state at the decision.</param>
    /// <param name="journal">The journal, in which the entry is written.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="StorageException">The journal does not answer.</exception>
    public static async Task<Protections> ReadAgainAsync(
        ProtectionLimits limits, Protections known, ITradingJournal journal, OrderIntent entry, CancellationToken cancel)
    {
        var others = (await journal.GetIntentsAsync(entry.Session, cancel)).Where(other => other.Id != entry.Id).ToList();
        return Protections.Of(others, await ClosedAsync(journal, entry.Session, cancel), known.Held) with
        {
            IsKnown = known.IsKnown,
            IsDailyLossReached =
                known.IsDailyLossReached || await IsDayLostAsync(limits, journal, entry.Session, cancel),
        };
    }

    /// <summary>Whether any program has written that the most of a day was lost on a day.</summary>
    /// <param name="limits">The limits; without one of the day's loss nothing is read.</param>
    /// <param name="journal">The journal.</param>
    /// <param name="day">New York date.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="StorageException">The journal does not answer.</exception>
    public static async Task<bool> IsDayLostAsync(
        ProtectionLimits limits, IJobRunStore journal, LocalDate day, CancellationToken cancel) =>
        limits.MaxDailyLoss is not null
        && (await journal.GetJobsAsync(day, cancel)).Any(run => run.Result is ScanResult { IsDailyLossReached: true });

    /// <summary>The positions that were closed on a day, whenever they were entered.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="day">New York date.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="StorageException">The journal does not answer.</exception>
    public static async Task<IReadOnlyList<ClosedPosition>> ClosedAsync(
        ITradeStore journal, LocalDate day, CancellationToken cancel)
    {
        var closed = new List<ClosedPosition>();
        foreach (var trade in await journal.GetTradesAsync(day.PlusDays(-DaysBack), day, cancel))
        {
            if (trade is { ExitAt: { } at, ExitReason: { } reason } && at.InNewYork().Date == day)
                closed.Add(new ClosedPosition(trade.Symbol, at, reason, trade.Pnl));
        }
        return closed;
    }
}
