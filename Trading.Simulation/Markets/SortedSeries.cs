using Trading.Core.Market;

namespace Trading.Simulation.Markets;

/// <summary>The series of a session, sorted by symbol.</summary>
internal static class SortedSeries
{
    /// <summary>A symbol's series; null when it has none.</summary>
    public static BarSeries? Find(this IReadOnlyList<BarSeries> session, string symbol)
    {
        var (low, high) = (0, session.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (string.CompareOrdinal(session[middle].Symbol, symbol) < 0) low = middle + 1;
            else high = middle;
        }
        return low < session.Count && session[low].Symbol == symbol ? session[low] : null;
    }
}
