namespace Trading.Core.Evaluation.Holding;

/// <summary>
/// What holding the universe as it was traded gives: equal dollars in each symbol, bought at its first regular open and sold
/// at its last regular close, a cost on each side.
/// </summary>
/// <remarks>
/// <para>The money has as many equal parts as there are symbols. A symbol that is listed later leaves its part in cash until
/// its first regular bar. A symbol whose bars end before the last session is sold at its last regular close, and its part
/// stays in cash. A session without bars of a symbol changes nothing. No part is ever evened out with another.</para>
/// <para>With a universe rule the parts are as many as the rule chose at most in a session. From the minute of each session's
/// choice on, what was chosen no more is sold and what is new is bought with a part that is free, both at the open of the next
/// regular bar; a part that no symbol needs is cash.</para>
/// <para>A step in unadjusted prices that looks like a split multiplies the shares (<see cref="OvernightStep"/>). It buys,
/// whatever the side of the plan's trades.</para>
/// </remarks>
/// <param name="Equity">Dollars: before the first session, and after each.</param>
/// <param name="Facts">What a person should know of it.</param>
public sealed record BuyAndHold(IReadOnlyList<decimal> Equity, HoldingFacts Facts)
{
    /// <summary>Holds a universe.</summary>
    /// <param name="sessions">The sessions, in order, all with a universe rule or all without.</param>
    /// <param name="start">Dollars before the first session.</param>
    /// <param name="costBps">Cost in basis points of price, a side.</param>
    /// <param name="withNights">Whether it is held overnight; otherwise only regular hours count, as if each session of a symbol
    /// began at the price at which its last one had ended.</param>
    public static BuyAndHold Of(IReadOnlyList<HeldSession> sessions, decimal start, decimal costBps, bool withNights = true)
    {
        var account = new HeldAccount(sessions, start, costBps / 10_000m);
        var steps = new OvernightSteps();
        List<decimal> equity = [start];
        for (var i = 0; i < sessions.Count; i++)
        {
            foreach (var day in sessions[i].Days) account.Open(day, steps.Add(day, sessions[i].Hours.Date), withNights);
            account.Trade(i);
            account.End(i);
            equity.Add(account.Equity);
        }
        return new BuyAndHold(equity, account.Facts);
    }
}
