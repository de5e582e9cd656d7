using Trading.Core.Market;

namespace Trading.Core.Features;

/// <summary>
/// One symbol in the running session: its state after the bars that cannot change any more, the bars since, and its state after
/// the newest of them.
/// </summary>
internal sealed class LiveSymbol(string symbol, Session session)
{
    private const int Stale = -1;

    private readonly List<Bar> recent = [];
    private FeatureState settled = new();
    private FeatureState newest = new();
    private Instant settledTo = session.Open;
    // How many of the recent bars the newest state has taken, after those of the settled one.
    private int fed;

    /// <summary>A symbol whose state was kept.</summary>
    public LiveSymbol(string symbol, Session session, in FeatureState state, Instant settledTo) : this(symbol, session) =>
        (settled, this.settledTo, fed) = (state, settledTo, Stale);

    /// <summary>The ticker.</summary>
    public string Symbol => symbol;

    /// <summary>Up to where its bars were asked for; null until its day so far is known.</summary>
    public Instant? FetchedTo { get; set; }

    /// <summary>From where on its bars are asked for next: what stands before cannot change any more.</summary>
    public Instant From => FetchedTo is { } to ? Instant.Max(settledTo, to - LiveFeatures.Overlap) : settledTo;

    /// <summary>The known bars that may still change, in time order, and those that the last answer could have changed.</summary>
    public IReadOnlyList<Bar> Recent => recent;

    /// <summary>The state after all bars that start before <see cref="SettledTo"/>.</summary>
    public ref readonly FeatureState Settled => ref settled;

    /// <summary>Up to where bars have been settled.</summary>
    public Instant SettledTo => settledTo;

    /// <summary>Whether a bar that ends at <paramref name="minute"/> is not known, and would give a row.</summary>
    public bool IsMissing(Instant minute) => !HasEnd(minute) && settled.Bars + recent.Count + 1 >= FeatureSchema.WarmUpBars;

    /// <summary>
    /// Takes an answer of the feed: new bars, bars that came late, and bars that were revised. A bar that has an
    /// <see cref="Bar.Error"/>, is not complete at <paramref name="minute"/>, lies outside the session or is settled is passed
    /// over, and the bar that was known before stays.
    /// </summary>
    public void Take(ReadOnlySpan<Bar> answer, Instant minute)
    {
        // Both are in time order, so that each bar's place is at or after that of the bar before it.
        var place = 0;
        foreach (ref readonly var bar in answer)
        {
            while (place < recent.Count && recent[place].Start < bar.Start) place++;
            var isKnown = place < recent.Count && recent[place].Start == bar.Start;
            if (isKnown && recent[place] == bar) continue;
            if (bar.Start < settledTo || bar.Start >= session.Close || bar.End > minute || bar.Error() is not null) continue;
            if (isKnown) recent[place] = bar;
            else recent.Insert(place, bar);
            // What the newest state has seen is not as it was any more: it begins again at the settled one.
            if (place < fed) fed = Stale;
        }
    }

    /// <summary>Counts the bars that start before <paramref name="end"/> as settled.</summary>
    public void SettleTo(Instant end)
    {
        if (end <= settledTo) return;
        settledTo = end;
        var count = 0;
        for (; count < recent.Count && recent[count].Start < end; count++)
            settled.Add(session.MinuteOf(recent[count].Start), recent[count]);
        if (count == 0) return;
        recent.RemoveRange(0, count);
        fed = fed < count ? Stale : fed - count;
    }

    /// <summary>The row after the bar that ended at <paramref name="minute"/>; null without that bar, or while indicators warm
    /// up.</summary>
    public FreshRow? RowAt(Instant minute)
    {
        if (!HasEnd(minute)) return null;
        if (fed == Stale) (newest, fed) = (settled, 0);
        for (; fed < recent.Count; fed++) newest.Add(session.MinuteOf(recent[fed].Start), recent[fed]);
        if (!newest.IsReady) return null;
        var row = new float[FeatureSchema.Count];
        newest.Write(row, session.Minutes);
        return new FreshRow(symbol, row, recent[^1]);
    }

    private bool HasEnd(Instant minute) => recent is [.., var last] && last.End == minute;
}
