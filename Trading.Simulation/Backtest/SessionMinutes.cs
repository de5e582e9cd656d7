using Trading.Core.Market;

namespace Trading.Simulation.Backtest;

/// <summary>Walks a session's bars of all symbols minute by minute, forward only.</summary>
internal sealed class SessionMinutes(IReadOnlyList<BarSeries> bars)
{
    private readonly int[] next = new int[bars.Count];
    private readonly (string Symbol, Bar Bar)[] buffer = new (string, Bar)[bars.Count];

    /// <summary>The bars that start at <paramref name="minute"/>; valid until the next call.</summary>
    public ReadOnlySpan<(string Symbol, Bar Bar)> At(Instant minute)
    {
        var count = 0;
        for (var i = 0; i < bars.Count; i++)
        {
            var series = bars[i].Bars;
            while (next[i] < series.Length && series[next[i]].Start < minute) next[i]++;
            if (next[i] < series.Length && series[next[i]].Start == minute) buffer[count++] = (bars[i].Symbol, series[next[i]]);
        }
        return buffer.AsSpan(0, count);
    }
}
