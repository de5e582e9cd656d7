using System.Collections.Concurrent;
using Trading.Core.Market;

namespace Trading.Simulation.Markets;

/// <summary>Replays recorded bars. A session is read once, when it is first asked for, and kept. Safe for concurrent
/// use.</summary>
public sealed class RecordedMarket : IMarketTape
{
    private readonly ConcurrentDictionary<LocalDate, Lazy<IReadOnlyList<BarSeries>>> kept = new();
    private readonly Func<LocalDate, IReadOnlyList<BarSeries>> read;
    private readonly HashSet<LocalDate> recorded;
    private readonly string[]? wanted;
    private readonly Lazy<IReadOnlyList<string>> symbols;

    /// <summary>Replays what a reader finds.</summary>
    /// <param name="sessions">The sessions that the reader knows, in any order.</param>
    /// <param name="read">Reads a session's bars, one series a symbol, in any order.</param>
    /// <param name="symbols">The symbols to replay; null for all that were recorded.</param>
    public RecordedMarket(
        IReadOnlyList<LocalDate> sessions,
        Func<LocalDate, IReadOnlyList<BarSeries>> read,
        IReadOnlyCollection<string>? symbols = null)
    {
        this.read = read;
        recorded = [.. sessions];
        Sessions = [.. recorded.Order()];
        wanted = symbols is null ? null : [.. symbols.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        this.symbols = new(() => wanted ?? [.. Sessions.SelectMany(Read).Select(s => s.Symbol)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Replays bars that are in memory.</summary>
    /// <param name="bars">Each session's bars, one series a symbol, in any order.</param>
    /// <param name="symbols">The symbols to replay; null for all.</param>
    public RecordedMarket(
        IReadOnlyDictionary<LocalDate, IReadOnlyList<BarSeries>> bars, IReadOnlyCollection<string>? symbols = null)
        : this([.. bars.Keys], session => bars[session], symbols)
    {
    }

    /// <summary>The symbols asked for, sorted; without such a choice, all that occur in any session, which reads every
    /// session.</summary>
    public IReadOnlyList<string> Symbols => symbols.Value;

    /// <inheritdoc/>
    public IReadOnlyList<LocalDate> Sessions { get; }

    /// <summary>Always null: the true probabilities of a real market are not known.</summary>
    public IOracle? Oracle => null;

    /// <summary>A session's bars, sorted by symbol, without the symbols that have none; empty when the session was not
    /// recorded.</summary>
    /// <exception cref="InvalidDataException">The reader gave a symbol twice; the message names it.</exception>
    public IReadOnlyList<BarSeries> Read(LocalDate session) =>
        recorded.Contains(session) ? kept.GetOrAdd(session, date => new(() => Sort(date, read(date)))).Value : [];

    private BarSeries[] Sort(LocalDate session, IReadOnlyList<BarSeries> series)
    {
        BarSeries[] sorted =
        [
            .. series
                .Where(s => s.Count > 0 && (wanted is null || Array.BinarySearch(wanted, s.Symbol, StringComparer.Ordinal) >= 0))
                .OrderBy(s => s.Symbol, StringComparer.Ordinal),
        ];
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].Symbol == sorted[i - 1].Symbol)
                throw new InvalidDataException($"The recording of {session:R} holds {sorted[i].Symbol} twice.");
        }
        return sorted;
    }
}
