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
        var walk = new BracketWalk(minute, session, plan);
        foreach (ref readonly var bar in bars)
        {
            if (walk.Add(bar) is { } outcome) return outcome;
            if (walk.IsMissed) return null;
        }
        return walk.AtLastBar();
    }
}
