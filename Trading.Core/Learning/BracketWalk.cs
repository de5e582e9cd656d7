using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Learning;

/// <summary>
/// Follows one trade from bar to bar until it has ended, by the rules of <see cref="TripleBarrier"/>. It needs each bar once, so
/// that the outcome is known live in the minute in which it happens.
/// </summary>
/// <param name="minute">When the trade was decided.</param>
/// <param name="session">Its session.</param>
/// <param name="plan">The trade.</param>
public sealed class BracketWalk(Instant minute, Session session, TradePlan plan)
{
    private readonly Instant exitAt = plan.ExitAt(session, minute);
    private decimal price;
    private decimal stop;
    private decimal target;
    private Bar last;
    private Instant? entryAt;

    /// <summary>Whether no bar can be bought at any more: the first one came at or after the exit time.</summary>
    public bool IsMissed { get; private set; }

    /// <summary>Takes the next bar; gives the outcome when the trade ends in it.</summary>
    /// <param name="bar">A bar of the trade's symbol; bars before the decision and outside the session are passed over.</param>
    public TradeOutcome? Add(in Bar bar)
    {
        if (IsMissed || bar.Start < minute || !session.Contains(bar.Start)) return null;
        if (entryAt is null)
        {
            if (bar.Start >= exitAt)
            {
                IsMissed = true;
                return null;
            }
            (entryAt, price) = (bar.Start, bar.Open);
            (stop, target) = (plan.StopPrice(price), plan.TargetPrice(price));
        }
        last = bar;
        if (bar.Start >= exitAt) return End(bar.Open, Barrier.Time);
        if (bar.Low <= stop) return End(Math.Min(bar.Open, stop), Barrier.Stop);
        if (bar.High >= target) return End(Math.Max(bar.Open, target), Barrier.Target);
        return null;
    }

    /// <summary>The outcome when no bar follows: sold at the last close. Null when nothing was bought.</summary>
    public TradeOutcome? AtLastBar() => entryAt is null ? null : End(last.Close, Barrier.Time);

    private TradeOutcome End(decimal exit, Barrier barrier)
    {
        var net = plan.NetReturn(price, exit);
        return new TradeOutcome(net > 0, (double)net, entryAt!.Value, last.Start, barrier);
    }
}
