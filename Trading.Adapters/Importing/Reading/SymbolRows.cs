using Trading.Core.Market;

namespace Trading.Adapters.Importing.Reading;

/// <summary>The bars of one symbol as a file has them, each with its line.</summary>
/// <param name="symbol">The ticker.</param>
internal sealed class SymbolRows(string symbol)
{
    private readonly List<Bar> bars = [];
    private readonly List<int> lines = [];
    private bool isSorted = true;

    /// <summary>Adds a row.</summary>
    public void Add(in Bar bar, int line)
    {
        isSorted &= bars.Count == 0 || bar.Start > bars[^1].Start;
        bars.Add(bar);
        lines.Add(line);
    }

    /// <summary>The line of the bar of a minute.</summary>
    public int LineOf(Instant start) => lines[bars.FindIndex(bar => bar.Start == start)];

    /// <summary>The bars in order, each minute once.</summary>
    /// <param name="repeated">Counts rows that repeat another one figure by figure.</param>
    /// <param name="error">Two rows of a minute that differ, with their lines; null when there are none.</param>
    public BarSeries? Series(ref int repeated, out string? error)
    {
        error = null;
        if (isSorted) return new(symbol, [.. bars]);
        var order = Enumerable.Range(0, bars.Count).ToArray();
        // Of rows of one minute the first in the file stays first.
        Array.Sort(order, (a, b) => bars[a].Start.CompareTo(bars[b].Start) is not 0 and var later ? later : a.CompareTo(b));
        var sorted = new List<Bar>(bars.Count);
        for (var i = 0; i < order.Length; i++)
        {
            var bar = bars[order[i]];
            if (i == 0 || bar.Start != sorted[^1].Start) sorted.Add(bar);
            else if (bar == sorted[^1]) repeated++;
            else
            {
                var other = lines[bars.FindIndex(one => one.Start == bar.Start)];
                error = $":{lines[order[i]]}: the bar of {symbol} of {bar.Start} differs from that of the same minute in line "
                    + $"{other}; only one can be right.";
                return null;
            }
        }
        return new(symbol, [.. sorted]);
    }
}
