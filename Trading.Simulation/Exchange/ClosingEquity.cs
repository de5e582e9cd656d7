using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>Keeps the equity at the last two closes. It caches the next close: most moments cost one comparison.</summary>
/// <param name="calendar">When the exchange trades.</param>
/// <param name="opening">Equity when the account was opened, dollars; it holds until the first close.</param>
internal sealed class ClosingEquity(IMarketCalendar calendar, decimal opening)
{
    private (LocalDate Date, decimal Equity) lastClose = (LocalDate.MinIsoValue, opening);
    private (LocalDate Date, decimal Equity) closeBefore = (LocalDate.MinIsoValue, opening);
    private Session? next;

    /// <summary>The next close that is not recorded yet, if it is not after a moment; else null.</summary>
    public Instant? DueAt(Instant moment)
    {
        next ??= FirstAfter(moment);
        return next.Close <= moment ? next.Close : null;
    }

    /// <summary>Records the equity at the close that is due.</summary>
    public void Record(decimal equity)
    {
        (closeBefore, lastClose) = (lastClose, (next!.Date, equity));
        next = calendar.SessionAfter(next.Date);
    }

    /// <summary>Forgets the closes, as if the account were opened now.</summary>
    public void Reset(decimal equity) => lastClose = closeBefore = (LocalDate.MinIsoValue, equity);

    /// <summary>The account with its equity at the last close of an earlier day.</summary>
    /// <param name="account">The account as it stands.</param>
    /// <param name="now">The moment that it stands for.</param>
    public AccountSnapshot AddTo(AccountSnapshot account, Instant now)
    {
        var today = now.InNewYork().Date;
        // Nothing has traded since a close that is not recorded yet, so the equity is still what it was there.
        if (next is not null && next.Date < today) return account with { LastEquity = account.Equity };
        return account with { LastEquity = (lastClose.Date < today ? lastClose : closeBefore).Equity };
    }

    private Session FirstAfter(Instant moment)
    {
        var date = moment.InNewYork().Date;
        return calendar.SessionOn(date) is { } today && today.Close > moment ? today : calendar.SessionAfter(date);
    }
}
