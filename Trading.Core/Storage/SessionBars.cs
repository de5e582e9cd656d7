using System.Runtime.CompilerServices;
using Trading.Core.Market;

namespace Trading.Core.Storage;

/// <summary>A session with its bars, one series for each symbol.</summary>
/// <param name="Session">New York date.</param>
/// <param name="Bars">The series.</param>
public sealed record SessionBars(LocalDate Session, IReadOnlyList<BarSeries> Bars)
{
    /// <summary>
    /// What a merge keeps of a symbol that is stored and arrives too: the stored series comes first, the arriving one second. It
    /// may be called again when a merge starts again. Unless it is set, the arriving series replaces the stored one.
    /// </summary>
    public Func<BarSeries, BarSeries, BarSeries> Join { get; init; } = (_, arriving) => arriving;

    /// <summary>Merges two sets: these series, joined with those of <paramref name="kept"/>.</summary>
    public SessionBars Over(IReadOnlyList<BarSeries> kept)
    {
        var stored = kept.ToDictionary(series => series.Symbol, StringComparer.Ordinal);
        var joined = Bars.Where(series => series.Count > 0)
            .Select(series => stored.Remove(series.Symbol, out var standing) ? Join(standing, series) : series).ToList();
        return this with { Bars = [.. stored.Values, .. joined] };
    }

    /// <summary>
    /// As <see cref="Over"/>, series by series: the result is sorted by symbol as <paramref name="kept"/> must be.
    /// </summary>
    /// <param name="kept">The series that are stored, sorted by symbol.</param>
    /// <param name="cancel">Stops between series.</param>
    /// <exception cref="ArgumentException">A bar cannot be stored (<see cref="JournalRules.Storable"/>).</exception>
    public async IAsyncEnumerable<BarSeries> OverAsync(
        IAsyncEnumerable<BarSeries> kept, [EnumeratorCancellation] CancellationToken cancel)
    {
        var own = JournalRules.Storable(Bars);
        var next = 0;
        await foreach (var series in kept.WithCancellation(cancel))
        {
            while (next < own.Count && string.CompareOrdinal(own[next].Symbol, series.Symbol) < 0) yield return own[next++];
            if (next < own.Count && own[next].Symbol == series.Symbol) yield return Join(series, own[next++]);
            else yield return series;
        }
        while (next < own.Count) yield return own[next++];
    }
}
