using Trading.Core.Market;

namespace Trading.Core.Features;

/// <summary>A feature row whose newest bar ended at the requested minute.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Row">The features.</param>
/// <param name="NewestBar">The bar that completed it.</param>
public sealed record FreshRow(string Symbol, float[] Row, Bar NewestBar);

/// <summary>
/// The session's bars and feature engines, one for each symbol. The same bars give the same rows: a minute's row is, to the bit,
/// what a new engine gives for the bars that are known at that minute, in whatever order they came. A feed calculates a minute's
/// bar again when late trades arrive, so each fetch repeats the last minutes, and a bar that came late or was revised counts in
/// every row after it as if it had always been so. Rows that were given before stay as they were.
/// </summary>
public sealed class LiveFeatures(IMarketData marketData)
{
    /// <summary>How far back every fetch repeats the last one, to find bars that the feed published late or revised.</summary>
    public static readonly Duration Overlap = Duration.FromMinutes(5);

    private readonly Dictionary<string, LiveSymbol> live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Bar>> bars = new(StringComparer.Ordinal);
    private Session? current;
    private IReadOnlyList<string> missing = [];
    private Instant fetchedTo;

    /// <summary>The start of the earliest bar that the last fetch added or changed; null when there is none.</summary>
    public Instant? ChangedFrom { get; private set; }

    /// <summary>The known bars of the running session by symbol, in time order.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Bar>> Bars => bars;

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
        (ChangedFrom, missing) = (null, []);
        if (current != session) Start(session);
        if (minute <= fetchedTo) return [];
        var answers = new List<BarSeries>();
        foreach (var group in symbols.GroupBy(symbol => live.GetValueOrDefault(symbol)?.FetchedTo ?? session.Open))
            answers.AddRange(await FetchAsync([.. group], group.Key, minute, cancel));
        // Nothing is taken before all have answered: what changed is told once.
        var rows = Take(answers, minute);
        fetchedTo = minute;
        missing = [.. symbols.Where(symbol => live[symbol].IsMissing(minute))];
        return rows;
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
        (ChangedFrom, missing) = (null, []);
        return late.Count == 0 ? [] : Take(await FetchAsync(late, fetchedTo, fetchedTo, cancel), fetchedTo);
    }

    private Task<IReadOnlyList<BarSeries>> FetchAsync(
        IReadOnlyList<string> wanted, Instant knownTo, Instant minute, CancellationToken cancel) =>
        marketData.GetBarsAsync(wanted, Instant.Max(current!.Open, knownTo - Overlap), minute, cancel);

    private List<FreshRow> Take(IReadOnlyList<BarSeries> answers, Instant minute)
    {
        var rows = new List<FreshRow>();
        foreach (var answer in answers)
        {
            var symbol = Begun(answer.Symbol);
            symbol.FetchedTo = minute;
            if (symbol.Take(answer.Bars, minute) is { } changed && !(changed >= ChangedFrom)) ChangedFrom = changed;
            if (symbol.RowAt(minute) is { } row) rows.Add(row);
        }
        return rows;
    }

    private void Start(Session session)
    {
        (current, fetchedTo) = (session, session.Open);
        live.Clear();
        bars.Clear();
    }

    private LiveSymbol Begun(string symbol)
    {
        if (live.TryGetValue(symbol, out var known)) return known;
        var begun = new LiveSymbol(symbol, current!);
        (live[symbol], bars[symbol]) = (begun, begun.Bars);
        return begun;
    }
}
