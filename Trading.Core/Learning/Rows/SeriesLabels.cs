using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Learning.Rows;

/// <summary>
/// The labels of one symbol's session: <see cref="TripleBarrier.Label"/> from any bar on. It passes over bars that are nowhere
/// near a barrier by comparing doubles, and asks <see cref="BracketWalk"/>, which alone decides, about the others.
/// </summary>
internal sealed class SeriesLabels(BarSeries series, Session session, TradePlan plan)
{
    // Far more than the rounding of a price to a double, far less than the smallest price increment.
    private const double Near = 1e-9;
    private readonly double[] lows = Column(series.Bars, bar => (double)bar.Low);
    private readonly double[] highs = Column(series.Bars, bar => (double)bar.High);
    private readonly int inSession = series.FirstAtOrAfter(session.Close);

    /// <summary>The outcome of a trade that is decided when a bar ends; null when no bar is left to buy at.</summary>
    /// <param name="bar">Index of the bar.</param>
    public TradeOutcome? After(int bar)
    {
        var minute = series.Bars[bar].End;
        var entry = bar + 1;
        if (entry >= inSession) return null;
        var walk = new BracketWalk(minute, session, plan);
        if (walk.Add(series.Bars[entry]) is { } atOnce) return atOnce;
        if (walk.IsMissed) return null;

        var price = series.Bars[entry].Open;
        var (below, above) = Sorted((double)plan.StopPrice(price), (double)plan.TargetPrice(price));
        var exit = series.FirstAtOrAfter(plan.ExitAt(session, minute));
        for (var i = entry + 1; i < inSession; i++)
        {
            if (i < exit && lows[i] > below * (1 + Near) && highs[i] < above * (1 - Near)) continue;
            if (walk.Add(series.Bars[i]) is { } outcome) return outcome;
        }
        if (entry + 1 < inSession) walk.Add(series.Bars[inSession - 1]);
        return walk.AtLastBar();
    }

    private static double[] Column(ReadOnlySpan<Bar> bars, Func<Bar, double> value)
    {
        var column = new double[bars.Length];
        for (var i = 0; i < column.Length; i++) column[i] = value(bars[i]);
        return column;
    }

    private static (double Below, double Above) Sorted(double one, double other) => (Math.Min(one, other), Math.Max(one, other));
}
