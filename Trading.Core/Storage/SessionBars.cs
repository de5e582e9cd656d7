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
}
