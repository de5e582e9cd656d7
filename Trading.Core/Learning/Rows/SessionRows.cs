using System.Collections.Concurrent;
using Trading.Core.Features;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Learning.Rows;

/// <summary>A session's rows while they are made. <see cref="Add"/> may be called from several threads.</summary>
internal sealed class SessionRows(Session session, TradePlan plan, RowSelection selection)
{
    private readonly ConcurrentBag<SeriesRows> made = [];
    private readonly ConcurrentBag<FeatureEngine> engines = [];
    private int symbols;
    private int read;

    /// <summary>Gives a series its numbers; called in the order of the symbols.</summary>
    public NumberedSeries Number(BarSeries series)
    {
        // Prints after an early close are no bars of the session, and not every feed has them.
        var (from, to) = (series.FirstAtOrAfter(session.Open), series.FirstAtOrAfter(session.Close));
        var own = from == 0 && to == series.Count ? series : new BarSeries(series.Symbol, series.Bars[from..to].ToArray());
        return new(read++, own.Count > 0 ? symbols++ : -1, series, own);
    }

    /// <summary>Makes the rows of a series.</summary>
    public void Add(NumberedSeries series)
    {
        var rows = new SeriesRows(series, series.Symbol < 0 ? 0 : (series.Own.Count / selection.MinutesBetween) + 1);
        if (series.Symbol >= 0)
        {
            var engine = engines.TryTake(out var free) ? free : new FeatureEngine();
            Fill(rows, series.Own, engine);
            engines.Add(engine);
        }
        made.Add(rows);
    }

    /// <summary>All rows that were made.</summary>
    public LabelledRows ToRows()
    {
        var parts = made.OrderBy(part => part.Order).ToList();
        var rows = new LabelledRows
        {
            Session = session.Date,
            Open = session.Open,
            Minutes = session.Minutes,
            MinutesBetween = selection.MinutesBetween,
            Symbols = [.. parts.Where(part => part.Symbol >= 0).Select(part => part.Ticker)],
            BarsHash = BarsHash.Of(
                session, parts.Select(part => (part.Ticker, part.Hash, selection.FirstOf(part.Ticker)))),
            Symbol = new short[parts.Sum(part => part.Count)],
            Minute = new short[parts.Sum(part => part.Count)],
            MinutesToExit = new short[parts.Sum(part => part.Count)],
            EndMinute = new short[parts.Sum(part => part.Count)],
            Profit = new bool[parts.Sum(part => part.Count)],
            NetReturn = new float[parts.Sum(part => part.Count)],
            RemainingVariance = new float[parts.Sum(part => part.Count)],
            AllFeatures = new float[parts.Sum(part => part.Count) * FeatureSchema.Count],
        };
        // Sorted by minute and then by symbol: each part is in order, and the parts come in the order of their symbols.
        var next = new int[session.Minutes + 2];
        foreach (var part in parts)
        {
            foreach (ref readonly var row in part.Rows) next[row.Minute + 1]++;
        }
        for (var minute = 1; minute < next.Length; minute++) next[minute] += next[minute - 1];
        foreach (var part in parts) part.CopyTo(rows, next);
        return rows;
    }

    private void Fill(SeriesRows rows, BarSeries series, FeatureEngine engine)
    {
        engine.StartSession(session);
        var variance = CumulativeVariance(series);
        var labels = new SeriesLabels(series, session, plan);
        var first = selection.FirstOf(series.Symbol);
        Span<float> features = stackalloc float[FeatureSchema.Count];
        for (var i = 0; i < series.Count; i++)
        {
            ref readonly var bar = ref series.Bars[i];
            if (bar.Error() is not null || !engine.TryAdd(bar, features)) continue;
            var minute = session.MinuteOf(bar.Start) + 1;
            if (!selection.Wants(rows.Symbol, minute, first) || labels.After(i) is not { } outcome) continue;
            var exit = plan.ExitAt(session, bar.End);
            var last = series.FirstAtOrAfter(exit) - 1;
            rows.Add(
                new SeriesRow(
                    (short)minute,
                    (short)(exit - bar.End).TotalMinutes,
                    (short)(outcome.ExitAt - session.Open).TotalMinutes,
                    outcome.Profit,
                    (float)outcome.NetReturn,
                    (float)(variance[last] - variance[i])),
                features);
        }
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
}
