using System.Runtime.CompilerServices;
using Trading.Core.Market;

namespace Trading.Core.Storage;

/// <summary>A session with its bars, one series for each symbol.</summary>
/// <param name="Session">New York date.</param>
/// <param name="Bars">The series.</param>
public sealed record SessionBars(LocalDate Session, IReadOnlyList<BarSeries> Bars)
{
    /// <summary>Merges two sets: these series, and the series of <paramref name="kept"/> for all other symbols.</summary>
    public SessionBars Over(IReadOnlyList<BarSeries> kept)
    {
        var symbols = Bars.Select(series => series.Symbol).ToHashSet(StringComparer.Ordinal);
        return this with { Bars = [.. kept.Where(series => !symbols.Contains(series.Symbol)), .. Bars] };
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
        var replaced = Bars.Select(series => series.Symbol).ToHashSet(StringComparer.Ordinal);
        var next = 0;
        await foreach (var series in kept.WithCancellation(cancel))
        {
            while (next < own.Count && string.CompareOrdinal(own[next].Symbol, series.Symbol) < 0) yield return own[next++];
            if (!replaced.Contains(series.Symbol)) yield return series;
        }
        while (next < own.Count) yield return own[next++];
    }
}
