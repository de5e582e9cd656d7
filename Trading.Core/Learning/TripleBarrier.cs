using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Learning;

/// <summary>What ended a labelled trade.</summary>
public enum Barrier
{
    /// <summary>The price rose to the target.</summary>
    Target,

    /// <summary>The price fell to the stop.</summary>
    Stop,

    /// <summary>The exit time came first.</summary>
    Time,
}

/// <summary>How a trade decided at a minute ends.</summary>
/// <param name="Profit">Whether it ends with a profit after costs: the label.</param>
/// <param name="NetReturn">Its return after costs, as a fraction of the money put in.</param>
/// <param name="EntryAt">Start of the bar at whose open it is bought.</param>
/// <param name="ExitAt">Start of the bar in which it is sold: the label is known only when that bar is complete.</param>
/// <param name="Barrier">What ended it.</param>
public readonly record struct TradeOutcome(bool Profit, double NetReturn, Instant EntryAt, Instant ExitAt, Barrier Barrier);

/// <summary>
/// The triple-barrier label (Lopez de Prado, Advances in Financial Machine Learning, 2018, section 3.4) of the very trade
/// that this system makes: bought at the next bar's open with a stop and a target, sold at the plan's exit time.
/// </summary>
public static class TripleBarrier
{
    /// <summary>
    /// The outcome of a trade decided at <paramref name="minute"/>, walking <paramref name="bars"/> (one symbol, time order,
    /// bars outside the session are passed over). Null when no bar is left to buy at before the trade's exit time. A gap through
    /// a barrier fills at the open; when one bar spans both barriers, the stop counts first; a position that meets neither is
    /// sold at the open of the first bar at or after the exit time, or at the last close when there is none.
    /// </summary>
    public static TradeOutcome? Label(ReadOnlySpan<Bar> bars, Instant minute, Session session, TradePlan plan)
    {
        var exitAt = plan.ExitAt(session, minute);
        var entry = 0;
        while (entry < bars.Length && bars[entry].Start < minute) entry++;
        if (entry == bars.Length || bars[entry].Start < session.Open || bars[entry].Start >= exitAt) return null;

        var price = bars[entry].Open;
        var stop = plan.StopPrice(price);
        var target = plan.TargetPrice(price);
        var last = entry;
        for (var i = entry; i < bars.Length && session.Contains(bars[i].Start); i++)
        {
            ref readonly var bar = ref bars[i];
            last = i;
            if (bar.Start >= exitAt) return End(bar.Open, i, Barrier.Time, bars);
            if (bar.Low <= stop) return End(Math.Min(bar.Open, stop), i, Barrier.Stop, bars);
            if (bar.High >= target) return End(Math.Max(bar.Open, target), i, Barrier.Target, bars);
        }
        return End(bars[last].Close, last, Barrier.Time, bars);

        TradeOutcome End(decimal exit, int at, Barrier barrier, ReadOnlySpan<Bar> all)
        {
            var net = plan.NetReturn(price, exit);
            return new TradeOutcome(net > 0, (double)net, all[entry].Start, all[at].Start, barrier);
        }
    }
}
