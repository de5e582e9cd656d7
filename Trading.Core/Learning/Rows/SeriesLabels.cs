using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Learning.Rows;

/// <summary>
/// The labels of one symbol's session: <see cref="TripleBarrier.Label"/> from any bar on. It passes over bars that are nowhere
/// near a barrier by comparing doubles, and asks <see cref="BracketWalk"/>, which alone decides, about the others.
/// </summary>
internal sealed class SeriesLabels
{
    // Far more than the rounding of a price to a double, far less than the smallest price increment.
    private const double Near = 1e-9;
    // Bars that are passed over together.
    private const int Block = 16;
    private readonly double[] lows;
    private readonly double[] highs;
    private readonly double[] blockLows;
    private readonly double[] blockHighs;
    private readonly BarSeries series;
    private readonly Session session;
    private readonly TradePlan plan;
    private readonly int inSession;

    /// <summary>Prepares the labels of a series.</summary>
    public SeriesLabels(BarSeries series, Session session, TradePlan plan)
    {
        (this.series, this.session, this.plan) = (series, session, plan);
        (lows, highs) = (Column(series.Bars, bar => (double)bar.Low), Column(series.Bars, bar => (double)bar.High));
        blockLows = OfBlocks(lows, (one, other) => Math.Min(one, other));
        blockHighs = OfBlocks(highs, (one, other) => Math.Max(one, other));
        inSession = series.FirstAtOrAfter(session.Close);
    }

    /// <summary>The outcome of a trade that is decided when a bar ends; null when no bar is left to buy at.</summary>
    /// <param name="bar">Index of the bar.</param>
    public TradeOutcome? After(int bar) => Outcome(series.Bars[bar].End, bar + 1);

    /// <summary>The outcome of a trade that is decided at a minute; null when no bar is left to buy at.</summary>
    /// <param name="minute">The minute, with or without a bar before it.</param>
    public TradeOutcome? DecidedAt(Instant minute) => Outcome(minute, series.FirstAtOrAfter(minute));

    private TradeOutcome? Outcome(Instant minute, int entry)
    {
        if (entry >= inSession) return null;
        var walk = new BracketWalk(minute, session, plan);
        if (walk.Add(series.Bars[entry]) is { } atOnce) return atOnce;
        if (walk.IsMissed) return null;

        var price = series.Bars[entry].Open;
        var (below, above) = Sorted((double)plan.StopPrice(price), (double)plan.TargetPrice(price));
        var exit = series.FirstAtOrAfter(plan.ExitAt(session, minute));
        (below, above) = (below * (1 + Near), above * (1 - Near));
        for (var i = entry + 1; i < inSession; i++)
        {
            while (i % Block == 0 && i + Block <= exit && IsBetween(blockLows[i / Block], blockHighs[i / Block])) i += Block;
            if (i >= inSession) break;
            if (i < exit && IsBetween(lows[i], highs[i])) continue;
            if (walk.Add(series.Bars[i]) is { } outcome) return outcome;
        }
        if (entry + 1 < inSession) walk.Add(series.Bars[inSession - 1]);
        return walk.AtLastBar();

        bool IsBetween(double low, double high) => low > below && high < above;
    }

    private static double[] OfBlocks(double[] column, Func<double, double, double> extreme)
    {
        var blocks = new double[column.Length / Block];
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = column[i * Block];
            foreach (var value in column.AsSpan(i * Block, Block)) blocks[i] = extreme(blocks[i], value);
        }
        return blocks;
    }

    private static double[] Column(ReadOnlySpan<Bar> bars, Func<Bar, double> value)
    {
        var column = new double[bars.Length];
        for (var i = 0; i < column.Length; i++) column[i] = value(bars[i]);
        return column;
    }

    private static (double Below, double Above) Sorted(double one, double other) => (Math.Min(one, other), Math.Max(one, other));
}
