using Trading.Core.Features;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Learning.Rows;

/// <summary>Makes a session's labelled rows of its bars, with the same feature engine that trades live.</summary>
public static class RowBuilder
{
    /// <summary>The rows of one session; a bar with a <see cref="Bar.Error"/> is left out, as live.</summary>
    /// <param name="session">The session.</param>
    /// <param name="bars">Its bars, one series for each symbol.</param>
    /// <param name="plan">The trade that the label describes.</param>
    public static LabelledRows Build(Session session, IEnumerable<BarSeries> bars, TradePlan plan)
    {
        var sorted = bars.OrderBy(series => series.Symbol, StringComparer.Ordinal).ToList();
        var bySymbol = new List<Row>[sorted.Count];
        Parallel.For(0, sorted.Count, symbol => bySymbol[symbol] = RowsOf((short)symbol, session, sorted[symbol], plan));
        var rows = bySymbol.SelectMany(found => found).ToList();
        rows.Sort((a, b) => a.Minute != b.Minute ? a.Minute.CompareTo(b.Minute) : a.Symbol.CompareTo(b.Symbol));
        var features = new float[rows.Count * FeatureSchema.Count];
        for (var i = 0; i < rows.Count; i++) rows[i].Features.CopyTo(features, i * FeatureSchema.Count);
        return new LabelledRows
        {
            Session = session.Date,
            Open = session.Open,
            Symbols = [.. sorted.Select(series => series.Symbol)],
            BarsHash = Rows.BarsHash.Of(sorted),
            Symbol = [.. rows.Select(r => r.Symbol)],
            Minute = [.. rows.Select(r => r.Minute)],
            MinutesToExit = [.. rows.Select(r => r.MinutesToExit)],
            EndMinute = [.. rows.Select(r => r.EndMinute)],
            Profit = [.. rows.Select(r => r.Profit)],
            NetReturn = [.. rows.Select(r => r.NetReturn)],
            RemainingVariance = [.. rows.Select(r => r.RemainingVariance)],
            AllFeatures = features,
        };
    }

    private static List<Row> RowsOf(short symbol, Session session, BarSeries series, TradePlan plan)
    {
        var rows = new List<Row>(series.Count);
        var engine = new FeatureEngine();
        engine.StartSession(session);
        var variance = CumulativeVariance(series);
        var labels = new SeriesLabels(series, session, plan);
        var features = new float[FeatureSchema.Count];
        for (var i = 0; i < series.Count; i++)
        {
            var bar = series.Bars[i];
            if (bar.Error() is not null || !engine.TryAdd(bar, features)) continue;
            if (labels.After(i) is not { } outcome) continue;
            var exit = plan.ExitAt(session, bar.End);
            var last = series.FirstAtOrAfter(exit) - 1;
            rows.Add(new Row(
                symbol,
                (short)(bar.End - session.Open).TotalMinutes,
                (short)(exit - bar.End).TotalMinutes,
                (short)(outcome.ExitAt - session.Open).TotalMinutes,
                outcome.Profit,
                (float)outcome.NetReturn,
                (float)(variance[last] - variance[i]),
                [.. features]));
        }
        return rows;
    }

    private static double[] CumulativeVariance(BarSeries series)
    {
        var sums = new double[series.Count];
        for (var i = 1; i < sums.Length; i++)
        {
            var change = Math.Log((double)series.Bars[i].Close / (double)series.Bars[i - 1].Close);
            sums[i] = sums[i - 1] + (double.IsFinite(change) ? change * change : 0);
        }
        return sums;
    }

    private readonly record struct Row(
        short Symbol, short Minute, short MinutesToExit, short EndMinute, bool Profit, float NetReturn, float RemainingVariance,
        float[] Features);
}
