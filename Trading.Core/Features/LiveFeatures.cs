using Trading.Core.Market;

namespace Trading.Core.Features;

/// <summary>A feature row whose newest bar ended at the requested minute.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Row">The features.</param>
/// <param name="NewestBar">The bar that completed it.</param>
public sealed record FreshRow(string Symbol, float[] Row, Bar NewestBar);

/// <summary>
/// The session's feature states, two for each symbol. The same bars give the same rows: a minute's row is, to the bit, what a new
/// engine gives for the bars that are known at that minute, in whatever order they came. A feed calculates a minute's bar again
/// when late trades arrive, so each fetch repeats the last minutes (<see cref="Overlap"/>), and a bar that came late or was
/// revised counts in every row after it as if it had always been so. Older bars are settled: a state has taken them, and they are
/// not kept. Rows that were given before stay as they were.
/// </summary>
public sealed class LiveFeatures(IMarketData marketData)
{
    /// <summary>How far back every fetch repeats the last one, to find bars that the feed published late or revised.</summary>
    public static readonly Duration Overlap = Duration.FromMinutes(5);

    private const int FewestSideBySide = 100;
    private const int BlockSize = 32;

    private readonly Dictionary<string, LiveSymbol> live = new(StringComparer.Ordinal);
    private Session? current;
    private IReadOnlyList<string> missing = [];
    private Instant fetchedTo;

    /// <summary>Whether nothing is known of a session yet.</summary>
    public bool IsNew(Session session) => current != session;

    /// <summary>
    /// The known bars of symbols that the last answers may have added or changed, and some before them; symbols of which nothing
    /// is known are left out.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Bar>> RecentBars(IEnumerable<string> symbols) =>
        symbols.Where(live.ContainsKey).ToDictionary(symbol => symbol, symbol => live[symbol].Recent, StringComparer.Ordinal);

    /// <summary>
    /// Fetches the bars up to <paramref name="minute"/> and returns the rows of the symbols that traded in the minute before it
    /// and whose indicators are warm. After a restart the first call fetches the day so far, and a symbol that is asked for the
    /// first time begins with its day so far. A minute that was asked for before returns nothing.
    /// </summary>
    /// <param name="session">The running session.</param>
    /// <param name="minute">The minute of the decision.</param>
    /// <param name="symbols">The symbols that are traded in this minute; more of them may come in the course of a
    /// session.</param>
    /// <param name="cancel">Stops the question.</param>
    /// <exception cref="MarketDataException">The feed did not answer; the next call fetches the same again.</exception>
    public async Task<IReadOnlyList<FreshRow>> AdvanceAsync(
        Session session, Instant minute, IReadOnlyList<string> symbols, CancellationToken cancel)
    {
        missing = [];
        Begin(session);
        if (minute <= fetchedTo) return [];
        var known = symbols.Select(Of).Where(symbol => symbol.FetchedTo is not null).ToLookup(s => s.From, s => s.Symbol);
        await CatchUpAsync(symbols, minute, cancel);
        var answers = new List<BarSeries>();
        foreach (var group in known)
            answers.AddRange(await marketData.GetBarsAsync([.. group], group.Key, minute, cancel));
        // Nothing is taken before all have answered: what was taken and not looked at (RecentBars) could be settled unseen.
        SideBySide(answers.Count, i => Take(answers[i], minute));
        fetchedTo = minute;
        var all = symbols.Select(Of).ToList();
        missing = [.. all.Where(symbol => symbol.IsMissing(minute)).Select(symbol => symbol.Symbol)];
        return RowsOf(all);
    }

    /// <summary>
    /// The symbols whose newest bar was not there when the bars up to <paramref name="minute"/> were asked for, and would have
    /// given a row; none when those were not asked for last, or were asked for again.
    /// </summary>
    public IReadOnlyList<string> MissingAt(Instant minute) => fetchedTo == minute ? missing : [];

    /// <summary>
    /// Asks once more for the symbols that were missing at the last minute asked for, and returns the rows of those whose bar is
    /// there now.
    /// </summary>
    /// <exception cref="MarketDataException">The feed did not answer.</exception>
    public async Task<IReadOnlyList<FreshRow>> LookAgainAsync(CancellationToken cancel)
    {
        var late = missing;
        missing = [];
        if (late.Count == 0) return [];
        var from = Instant.Max(current!.Open, fetchedTo - Overlap);
        foreach (var answer in await marketData.GetBarsAsync(late, from, fetchedTo, cancel)) Take(answer, fetchedTo);
        return RowsOf([.. late.Select(Of)]);
    }

    /// <summary>What a host that starts later needs instead of the day's bars: the settled states.</summary>
    public FeatureCheckpoint? Checkpoint()
    {
        if (current is null) return null;
        var to = Instant.Max(current.Open, fetchedTo - Overlap);
        var symbols = live.Where(s => s.Value.FetchedTo == fetchedTo).OrderBy(s => s.Key, StringComparer.Ordinal).ToList();
        foreach (var symbol in symbols) symbol.Value.SettleTo(to);
        return new FeatureCheckpoint(
            current, to, [.. symbols.Select(s => s.Key)], [.. symbols.Select(s => s.Value.Settled)]);
    }

    /// <summary>Begins a session with states that were kept, as if they had come of its bars.</summary>
    /// <exception cref="InvalidOperationException">The session has begun.</exception>
    public void Restore(FeatureCheckpoint checkpoint)
    {
        if (!IsNew(checkpoint.Session))
            throw new InvalidOperationException("Restore states before the first bars are asked for.");
        Begin(checkpoint.Session);
        for (var i = 0; i < checkpoint.Symbols.Count; i++)
        {
            var symbol = checkpoint.Symbols[i];
            live[symbol] = new LiveSymbol(symbol, checkpoint.Session, checkpoint.States[i], checkpoint.SettledTo);
        }
    }

    // A day of many symbols is more than memory should hold, so its bars are settled as they arrive.
    private async Task CatchUpAsync(IReadOnlyList<string> symbols, Instant minute, CancellationToken cancel)
    {
        var groups = symbols.Where(symbol => Of(symbol).FetchedTo is null).ToLookup(symbol => live[symbol].From);
        foreach (var group in groups)
        {
            string? arriving = null;
            try
            {
                await foreach (var page in marketData.StreamBarsAsync([.. group], group.Key, minute, cancel))
                {
                    foreach (var piece in page)
                    {
                        // Symbols come one after the other, so those before this one are complete.
                        if (arriving is not null && arriving != piece.Symbol) live[arriving].FetchedTo = minute;
                        arriving = piece.Symbol;
                        if (piece.Count == 0) continue;
                        live[arriving].Take(piece.Bars, minute);
                        live[arriving].SettleTo(Instant.Min(minute - Overlap, piece.Bars[^1].Start));
                    }
                }
            }
            catch when (arriving is not null)
            {
                // How much of it came is not known: it begins again.
                live.Remove(arriving);
                throw;
            }
            foreach (var symbol in group)
            {
                live[symbol].SettleTo(Instant.Max(current!.Open, minute - Overlap));
                live[symbol].FetchedTo = minute;
            }
        }
    }

    private void Take(BarSeries answer, Instant minute)
    {
        var symbol = live[answer.Symbol];
        symbol.SettleTo(symbol.From);
        symbol.FetchedTo = minute;
        symbol.Take(answer.Bars, minute);
    }

    private List<FreshRow> RowsOf(List<LiveSymbol> symbols)
    {
        var found = new FreshRow?[symbols.Count];
        SideBySide(found.Length, i => found[i] = symbols[i].RowAt(fetchedTo));
        var rows = new List<FreshRow>(found.Length);
        foreach (var row in found)
        {
            if (row is not null) rows.Add(row);
        }
        return rows;
    }

    // Symbols know nothing of each other. A few are done sooner than another thread wakes up.
    private static void SideBySide(int count, Action<int> work)
    {
        if (count < FewestSideBySide)
        {
            for (var i = 0; i < count; i++) work(i);
            return;
        }
        Parallel.For(0, (count + BlockSize - 1) / BlockSize, block =>
        {
            for (var i = block * BlockSize; i < Math.Min(count, (block + 1) * BlockSize); i++) work(i);
        });
    }

    private void Begin(Session session)
    {
        if (!IsNew(session)) return;
        (current, fetchedTo) = (session, session.Open);
        live.Clear();
    }

    private LiveSymbol Of(string symbol)
    {
        if (live.TryGetValue(symbol, out var known)) return known;
        return live[symbol] = new LiveSymbol(symbol, current!);
    }
}
