using Trading.Core.Market;

namespace Trading.Core.Features;

/// <summary>The features of a symbol at a bar that is its newest, as the scan computes them.</summary>
/// <param name="Features">The row, in the order of <see cref="FeatureSchema"/>.</param>
/// <param name="Minute">The minute at which it may be used: the end of its newest bar.</param>
/// <param name="Price">The close of that bar, dollars.</param>
public sealed record NewestRow(float[] Features, Instant Minute, decimal Price)
{
    /// <summary>The last row of a session's bars; null when they are too few.</summary>
    public static NewestRow? Of(BarSeries series, Session session) =>
        Each(series, session) is [.., var last] ? last : null;

    /// <summary>The rows of a session's bars, one for each bar from the end of the warm-up on, in time order.</summary>
    public static IReadOnlyList<NewestRow> Each(BarSeries series, Session session)
    {
        var engine = new FeatureEngine();
        engine.StartSession(session);
        var row = new float[FeatureSchema.Count];
        var rows = new List<NewestRow>();
        var previous = Instant.MinValue;
        foreach (ref readonly var bar in series.Bars)
        {
            // As in the scan, a broken bar, or one that comes after a later one, is left out.
            if (bar.Start <= previous || bar.Error() is not null) continue;
            previous = bar.Start;
            if (engine.TryAdd(bar, row)) rows.Add(new NewestRow([.. row], bar.End, bar.Close));
        }
        return rows;
    }
}
