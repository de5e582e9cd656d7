using Trading.Core.Market;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>
/// The bars that a client sees at a moment: complete, published, and in the version of that moment. Of several publications that
/// apply to a bar, the first one decides; without one, a bar is served and final when its minute is over.
/// </summary>
internal sealed class PublishedBars(TapeHistory history)
{
    private readonly List<BarPublication> publications = [];

    public int Count => publications.Count;

    public void Add(BarPublication publication) => publications.Add(publication.Validated());

    public void Clear() => publications.Clear();

    /// <summary>A symbol's bars that start from <paramref name="first"/> to <paramref name="last"/>, both inclusive.</summary>
    public IEnumerable<Bar> Bars(string symbol, Instant first, Instant last, bool newestFirst, Instant now) =>
        history.Bars(symbol, first, Instant.Min(last, now - Bar.Length), newestFirst)
            .Select(bar => At(symbol, bar, now)).OfType<Bar>();

    /// <summary>A symbol's last bar; null when there is none.</summary>
    public Bar? Latest(string symbol, Instant now)
    {
        var last = history.Latest(symbol, now - Bar.Length);
        while (last is { } bar)
        {
            if (At(symbol, bar, now) is { } shown) return shown;
            last = history.Latest(symbol, bar.Start - Duration.Epsilon);
        }
        return null;
    }

    /// <summary>The version of a bar; null while it is not published.</summary>
    private Bar? At(string symbol, Bar bar, Instant now)
    {
        foreach (var publication in publications)
        {
            if (!publication.Applies(symbol, in bar)) continue;
            if (now < bar.End + publication.Late) return null;
            return now < bar.End + publication.Revised ? BarPublication.FirstVersion(in bar) : bar;
        }
        return bar;
    }
}
