using Trading.Core.Market;

namespace Trading.Core.Features;

/// <summary>One symbol's bars of the running session, as far as they are known now, and the row after the newest.</summary>
internal sealed class LiveSymbol(string symbol, Session session)
{
    private readonly List<Bar> bars = [];
    private readonly FeatureEngine engine = new();
    private int fed;

    /// <summary>The known bars in time order.</summary>
    public IReadOnlyList<Bar> Bars => bars;

    /// <summary>Up to where its bars were asked for.</summary>
    public Instant FetchedTo { get; set; } = session.Open;

    /// <summary>Whether a bar that ends at <paramref name="minute"/> is not known, and would give a row.</summary>
    public bool IsMissing(Instant minute) => End != minute && bars.Count + 1 >= FeatureSchema.WarmUpBars;

    private Instant End => bars is [.., var last] ? last.End : Instant.MinValue;

    /// <summary>
    /// Takes an answer of the feed: new bars, bars that came late, and bars that were revised. A bar that has an
    /// <see cref="Bar.Error"/>, is not complete at <paramref name="minute"/> or lies outside the session is passed over, and the
    /// bar that was known before stays. Returns the start of the earliest bar that changed, null when none did.
    /// </summary>
    public Instant? Take(ReadOnlySpan<Bar> answer, Instant minute)
    {
        Instant? changed = null;
        foreach (ref readonly var bar in answer)
        {
            if (bar.End > minute || !session.Contains(bar.Start) || bar.Error() is not null) continue;
            var place = PlaceOf(bar.Start);
            if (place < bars.Count && bars[place].Start == bar.Start)
            {
                if (bars[place] == bar) continue;
                bars[place] = bar;
            }
            else
            {
                bars.Insert(place, bar);
            }
            // What the engine has seen is not as it was any more: it begins again.
            if (place < fed) fed = 0;
            if (changed is null || bar.Start < changed) changed = bar.Start;
        }
        return changed;
    }

    /// <summary>The row after the bar that ended at <paramref name="minute"/>; null without that bar, or while indicators warm
    /// up.</summary>
    public FreshRow? RowAt(Instant minute)
    {
        if (End != minute) return null;
        if (fed == 0) engine.StartSession(session);
        var row = new float[FeatureSchema.Count];
        var isReady = false;
        for (; fed < bars.Count; fed++) isReady = engine.TryAdd(bars[fed], row);
        return isReady ? new FreshRow(symbol, row, bars[^1]) : null;
    }

    // A bar is mostly the newest, or one of the last few.
    private int PlaceOf(Instant start)
    {
        var place = bars.Count;
        while (place > 0 && bars[place - 1].Start >= start) place--;
        return place;
    }
}
