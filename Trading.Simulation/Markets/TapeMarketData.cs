using Trading.Core.Market;

namespace Trading.Simulation.Markets;

/// <summary>
/// A tape seen through a clock: what a feed would have answered at that moment. A bar is served from the moment it is complete.
/// A session's bars must carry the session's New York date.
/// </summary>
public sealed class TapeMarketData(IMarketTape tape, IClock clock) : IMarketData
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
        IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var end = Instant.Min(to, FirstUnknown());
        var sessions = SessionsBetween(from, end);
        var answer = new BarSeries[symbols.Count];
        for (var i = 0; i < answer.Length; i++) answer[i] = Collect(sessions, symbols[i], from, end);
        return Task.FromResult<IReadOnlyList<BarSeries>>(answer);
    }

    /// <summary>Bid and ask are both the close of the symbol's last complete bar, of an earlier session when today has none
    /// yet.</summary>
    public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(IReadOnlyList<string> symbols, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var end = FirstUnknown();
        var quotes = new Dictionary<string, Quote>(StringComparer.Ordinal);
        foreach (var symbol in symbols)
        {
            if (LastBefore(symbol, end) is { } bar) quotes[symbol] = new Quote(symbol, bar.End, bar.Close, bar.Close);
        }
        return Task.FromResult<IReadOnlyDictionary<string, Quote>>(quotes);
    }

    /// <summary>The first instant at which a bar that starts there is not complete yet.</summary>
    private Instant FirstUnknown() => clock.GetCurrentInstant() - Bar.Length + Duration.Epsilon;

    private List<IReadOnlyList<BarSeries>> SessionsBetween(Instant from, Instant end)
    {
        var found = new List<IReadOnlyList<BarSeries>>();
        if (end <= from) return found;
        var (first, last) = (from.InNewYork().Date, end.InNewYork().Date);
        for (var i = FirstSessionAfter(first.PlusDays(-1)); i < tape.Sessions.Count && tape.Sessions[i] <= last; i++)
            found.Add(tape.Read(tape.Sessions[i]));
        return found;
    }

    private static BarSeries Collect(List<IReadOnlyList<BarSeries>> sessions, string symbol, Instant from, Instant end)
    {
        // Within one session, as a scan asks, nothing is copied.
        if (sessions is [var only]) return only.Find(symbol)?.Part(from, end) ?? new BarSeries(symbol, []);
        var count = 0;
        foreach (var session in sessions) count += Between(session, symbol, from, end).Length;
        if (count == 0) return new BarSeries(symbol, []);
        var bars = new Bar[count];
        var filled = 0;
        foreach (var session in sessions)
        {
            var part = Between(session, symbol, from, end);
            part.CopyTo(bars.AsSpan(filled));
            filled += part.Length;
        }
        return new BarSeries(symbol, bars);
    }

    private Bar? LastBefore(string symbol, Instant end)
    {
        for (var i = FirstSessionAfter(end.InNewYork().Date) - 1; i >= 0; i--)
        {
            if (Between(tape.Read(tape.Sessions[i]), symbol, Instant.MinValue, end) is [.., var last]) return last;
        }
        return null;
    }

    private static ReadOnlySpan<Bar> Between(IReadOnlyList<BarSeries> session, string symbol, Instant from, Instant end) =>
        session.Find(symbol) is { } series ? series.Between(from, end) : [];

    private int FirstSessionAfter(LocalDate date)
    {
        var (low, high) = (0, tape.Sessions.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (tape.Sessions[middle] <= date) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
