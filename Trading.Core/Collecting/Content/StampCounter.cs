using Trading.Core.Market;

namespace Trading.Core.Collecting.Content;

/// <summary>Finds bars that carry the end of their minute: nothing at the opening bell, and always a bar at the closing
/// bell.</summary>
internal sealed class StampCounter
{
    private static readonly Duration Edge = Duration.FromMinutes(30);
    private const double Share = 0.8;
    private const double ShareAfter = 0.02;
    private const double MostDense = 0.999;

    // That the opening minute has no bar by chance in all these sessions: less than once in a hundred.
    private const double Evidence = 4.6;

    private int sessions;
    private int withOpen;
    private int withClose;
    private long bars;
    private long after;
    private double surprise;

    /// <summary>Counts a symbol's bars of one session.</summary>
    public void Add(Session session, BarSeries day)
    {
        bars += day.Count;
        var afterClose = day.Count - day.FirstAtOrAfter(session.Close + Bar.Length);
        after += afterClose;
        if (day.Between(session.Open, session.Open + Edge).IsEmpty
            || day.Between(session.Close - Edge, session.Close + Bar.Length).IsEmpty)
            return;
        sessions++;
        if (!day.Between(session.Open, session.Open + Bar.Length).IsEmpty) withOpen++;
        if (!day.Between(session.Close, session.Close + Bar.Length).IsEmpty) withClose++;
        var density = (double)day.Between(session.Open, session.Close + Bar.Length).Length / session.Minutes;
        surprise -= Math.Log(1 - Math.Min(density, MostDense));
    }

    /// <summary>The finding; null when the bars carry their start, or are too few to tell.</summary>
    /// <param name="checks">How many symbols are looked at by themselves.</param>
    public StampedAtEnd? Finding(int checks) =>
        sessions > 0 && withOpen == 0 && withClose >= Share * sessions && after <= ShareAfter * bars
            && surprise >= Evidence + Math.Log(checks)
            ? new(sessions, withClose)
            : null;
}
