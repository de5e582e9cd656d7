using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Core.Collecting;

/// <summary>
/// Assembles a feed's pages into complete series. A series of one symbol in one session may continue on the next page, so the
/// last one of a page is kept until the next page arrives.
/// </summary>
/// <param name="sessions">The requested sessions; bars outside their hours are left out.</param>
internal sealed class SessionAssembler(IReadOnlyList<Session> sessions)
{
    private readonly Dictionary<(LocalDate Session, string Symbol), int> broken = [];
    private readonly List<Bar> open = [];
    private (string Symbol, int Session)? at;

    /// <summary>Adds a page and returns the series that it completes.</summary>
    public IReadOnlyList<SessionBars> Take(IReadOnlyList<BarSeries> page)
    {
        var complete = new List<(LocalDate Session, BarSeries Bars)>();
        foreach (var series in page)
        {
            var session = 0;
            foreach (ref readonly var bar in series.Bars)
            {
                while (session < sessions.Count && bar.Start >= sessions[session].Close) session++;
                if (session == sessions.Count) break;
                if (!sessions[session].Contains(bar.Start)) continue;
                if (at != (series.Symbol, session))
                {
                    Close(complete);
                    at = (series.Symbol, session);
                }
                if (JournalRules.Rounded(bar) is { } sound) open.Add(sound);
                else
                {
                    var key = (sessions[session].Date, series.Symbol);
                    broken[key] = broken.GetValueOrDefault(key) + 1;
                }
            }
        }
        return BySession(complete);
    }

    /// <summary>Returns the last series, after the last page.</summary>
    public IReadOnlyList<SessionBars> End()
    {
        var complete = new List<(LocalDate, BarSeries)>();
        Close(complete);
        at = null;
        return BySession(complete);
    }

    /// <summary>The bars that were left out because of an error, one sentence for each session and symbol.</summary>
    public IEnumerable<string> Errors => broken.Select(b =>
        $"{b.Value} broken bars of {b.Key.Symbol} on {b.Key.Session:uuuu-MM-dd} were left out.");

    private void Close(List<(LocalDate, BarSeries)> complete)
    {
        if (at is { } cell && open.Count > 0) complete.Add((sessions[cell.Session].Date, new BarSeries(cell.Symbol, [.. open])));
        open.Clear();
    }

    private static IReadOnlyList<SessionBars> BySession(List<(LocalDate Session, BarSeries Bars)> complete) =>
        [.. complete.GroupBy(c => c.Session).OrderBy(g => g.Key).Select(g => new SessionBars(g.Key, [.. g.Select(c => c.Bars)]))];
}
