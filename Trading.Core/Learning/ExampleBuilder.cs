using Trading.Core.Features;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Learning;

/// <summary>Makes labelled rows of recorded sessions, with the same feature engine that trades live.</summary>
public static class ExampleBuilder
{
    /// <summary>Every labelled row of one symbol's session, in time order; a bar with a <see cref="Bar.Error"/> is left out, as
    /// live.</summary>
    public static IEnumerable<Example> Build(Session session, BarSeries series, TradePlan plan)
    {
        var engine = new FeatureEngine();
        engine.StartSession(session);
        for (var i = 0; i < series.Count; i++)
        {
            var bar = series.Bars[i];
            var row = new float[FeatureSchema.Count];
            if (bar.Error() is not null || !engine.TryAdd(bar, row)) continue;
            if (TripleBarrier.Label(series.Bars[(i + 1)..], bar.End, session, plan) is not { } outcome) continue;
            yield return new Example(
                session.Date,
                series.Symbol,
                bar.End,
                (int)(plan.ExitAt(session, bar.End) - bar.End).TotalMinutes,
                row,
                outcome.Profit,
                outcome.NetReturn,
                outcome.ExitAt);
        }
    }
}
