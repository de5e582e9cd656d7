using Trading.Core.Market;

namespace Trading.Core.Collecting;

/// <summary>Consecutive sessions for which the archive has no bars of some symbols.</summary>
/// <param name="Symbols">The symbols that lack exactly these sessions, sorted.</param>
/// <param name="Sessions">The sessions, in order.</param>
/// <param name="Before">The session before them, when the archive has it with any of the symbols; else null.</param>
public sealed record MissingRun(IReadOnlyList<string> Symbols, IReadOnlyList<Session> Sessions, Session? Before)
{
    /// <summary>How many series, of one symbol in one session, are missing.</summary>
    public int Series => Symbols.Count * Sessions.Count;

    // Ten full pages a session.
    private const int ManySymbols = 250;

    /// <summary>
    /// The run as it is asked for. A feed sends symbol after symbol, so that many symbols of many sessions would change every
    /// session's file again and again: they are asked for session by session, the oldest first. That costs a page that is not
    /// full a session, among ten or more.
    /// </summary>
    public IEnumerable<MissingRun> Parts() => Symbols.Count < ManySymbols
        ? [this]
        : Sessions.Select((session, i) => new MissingRun(Symbols, [session], i == 0 ? Before : null));
}

/// <summary>Finds what is missing from an archive, in as few requests to the feed as possible: symbols that lack the same
/// sessions share a request.</summary>
public static class MissingBars
{
    /// <summary>The runs of missing sessions, the oldest first.</summary>
    /// <param name="sessions">The sessions that should be there, in order.</param>
    /// <param name="symbols">The symbols that each should have.</param>
    /// <param name="kept">The symbols that the archive has of a session.</param>
    public static IReadOnlyList<MissingRun> Find(
        IReadOnlyList<Session> sessions, IReadOnlyList<string> symbols, Func<LocalDate, IReadOnlySet<string>> kept)
    {
        var has = sessions.Select(s => kept(s.Date)).ToList();
        var runs = new SortedDictionary<(int First, int Last), List<string>>();
        foreach (var symbol in symbols.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            for (var i = 0; i < sessions.Count; i++)
            {
                if (has[i].Contains(symbol)) continue;
                var first = i;
                while (i + 1 < sessions.Count && !has[i + 1].Contains(symbol)) i++;
                if (!runs.TryGetValue((first, i), out var together)) runs[(first, i)] = together = [];
                together.Add(symbol);
            }
        }
        return
        [
            .. runs.Select(run => new MissingRun(
                run.Value,
                [.. sessions.Skip(run.Key.First).Take(run.Key.Last - run.Key.First + 1)],
                run.Key.First > 0 && run.Value.Exists(has[run.Key.First - 1].Contains) ? sessions[run.Key.First - 1] : null)),
        ];
    }
}
