using Trading.Core.Market;

namespace Trading.Core.Storage;

/// <summary>The predictions of one session in memory, by minute and then by symbol. Not safe for concurrent use.</summary>
internal sealed class InMemoryPredictions
{
    private readonly SortedDictionary<Instant, List<PredictionRow>> minutes = [];
    private (Instant At, List<PredictionRow> Rows)? latest;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>All of them, in order.</summary>
    public IEnumerable<PredictionRow> Rows => minutes.Values.SelectMany(rows => rows);

    /// <summary>Adds or replaces rows; the key is symbol and minute. A known outcome is never replaced by an unknown
    /// one.</summary>
    public void Save(IReadOnlyList<PredictionRow> rows)
    {
        foreach (var row in rows)
        {
            var ofMinute = MinuteOf(row.Minute.FloorToMinute());
            var place = PlaceOf(ofMinute, row.Symbol);
            if (place == ofMinute.Count || ofMinute[place].Symbol != row.Symbol)
            {
                ofMinute.Insert(place, row);
                Count++;
            }
            else if (row.MayReplace(ofMinute[place]))
            {
                ofMinute[place] = row;
            }
        }
    }

    private List<PredictionRow> MinuteOf(Instant minute)
    {
        if (latest is { } last && last.At == minute) return last.Rows;
        if (!minutes.TryGetValue(minute, out var rows)) minutes[minute] = rows = [];
        latest = (minute, rows);
        return rows;
    }

    private static int PlaceOf(List<PredictionRow> sorted, string symbol)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (string.CompareOrdinal(sorted[middle].Symbol, symbol) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
