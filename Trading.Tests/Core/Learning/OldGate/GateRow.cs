using Trading.Core.Features;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Tests.Core.Learning.OldGate;

/// <summary>A labelled row as the old gate takes it.</summary>
/// <param name="Session">New York date.</param>
/// <param name="Minute">The decision.</param>
/// <param name="EndsAt">Start of the bar in which the trade ended.</param>
/// <param name="MinutesToExit">Whole minutes from the decision to the day's exit.</param>
/// <param name="Profit">The label.</param>
/// <param name="NetReturn">Return after costs, as a fraction.</param>
/// <param name="Features">The feature row; empty where only labels are asked for.</param>
internal sealed record GateRow(
    LocalDate Session, Instant Minute, Instant EndsAt, int MinutesToExit, bool Profit, double NetReturn, float[] Features)
{
    /// <summary>The rows of a symbol's session from the bar on with which features begin.</summary>
    /// <param name="session">The session.</param>
    /// <param name="series">The symbol's bars.</param>
    /// <param name="plan">The trade.</param>
    /// <param name="every">Distance of rows in bars; 1 takes them all.</param>
    /// <param name="withFeatures">Whether to compute features.</param>
    public static IEnumerable<GateRow> Of(Session session, BarSeries series, TradePlan plan, int every, bool withFeatures)
    {
        var engine = new FeatureEngine();
        engine.StartSession(session);
        for (var i = 0; i < series.Count; i++)
        {
            var bar = series.Bars[i];
            var features = withFeatures ? new float[FeatureSchema.Count] : [];
            var isReady = withFeatures ? engine.TryAdd(bar, features) : i + 1 >= FeatureSchema.WarmUpBars;
            if (!isReady || i % every != 0) continue;
            if (TripleBarrier.Label(series.Bars[(i + 1)..], bar.End, session, plan) is not { } outcome) continue;
            var left = plan.ExitAt(session, bar.End) - bar.End;
            yield return new GateRow(
                session.Date, bar.End, outcome.ExitAt, (int)left.TotalMinutes, outcome.Profit, outcome.NetReturn, features);
        }
    }
}
