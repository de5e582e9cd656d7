namespace Trading.Reporting.Charts;

/// <summary>Makes a long series short enough to draw without hiding its extremes.</summary>
public static class SeriesThinning
{
    /// <summary>Points that a drawing is worth.</summary>
    public const int MostPoints = 1500;

    /// <summary>
    /// Indices to keep, ascending: the first, the last, and the lowest and the highest of each of equally long stretches.
    /// All of them when there are no more than <paramref name="most"/>.
    /// </summary>
    public static IReadOnlyList<int> KeepExtremes(IReadOnlyList<double> values, int most = MostPoints)
    {
        if (values.Count <= most) return [.. Enumerable.Range(0, values.Count)];
        var stretches = Math.Max(1, (most - 2) / 2);
        var kept = new List<int>(most) { 0 };
        for (var stretch = 0; stretch < stretches; stretch++)
        {
            var (from, to) = (Edge(stretch), Edge(stretch + 1));
            var (low, high) = (from, from);
            for (var i = from + 1; i < to; i++)
            {
                if (values[i] < values[low]) low = i;
                if (values[i] > values[high]) high = i;
            }
            Keep(Math.Min(low, high));
            Keep(Math.Max(low, high));
        }
        Keep(values.Count - 1);
        return kept;

        int Edge(int stretch) => (int)((long)values.Count * stretch / stretches);
        void Keep(int index)
        {
            if (index > kept[^1]) kept.Add(index);
        }
    }
}
