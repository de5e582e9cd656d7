using Trading.Core.Market;
using Trading.Simulation.Markets;

namespace Trading.Simulation.AlpacaApi.Data;

/// <summary>Finds a tape's bars by symbol and time. It also has the bars of the future: the caller limits the time.</summary>
internal sealed class TapeHistory(IMarketTape tape)
{
    /// <summary>A symbol's bars that start from <paramref name="first"/> to <paramref name="last"/>, both inclusive.</summary>
    public IEnumerable<Bar> Bars(string symbol, Instant first, Instant last, bool newestFirst)
    {
        if (last < first) yield break;
        var (from, to) = (FirstSessionFrom(first.InNewYork().Date), FirstSessionFrom(last.InNewYork().Date.PlusDays(1)));
        for (var i = 0; i < to - from; i++)
        {
            if (Series(newestFirst ? to - 1 - i : from + i, symbol) is not { } series) continue;
            var (begin, end) = (series.FirstAtOrAfter(first), series.FirstAtOrAfter(last + Duration.Epsilon));
            for (var j = 0; j < end - begin; j++) yield return series.Bars[newestFirst ? end - 1 - j : begin + j];
        }
    }

    /// <summary>A symbol's last bar that starts at or before <paramref name="last"/>; null when there is none.</summary>
    public Bar? Latest(string symbol, Instant last)
    {
        for (var i = FirstSessionFrom(last.InNewYork().Date.PlusDays(1)) - 1; i >= 0; i--)
        {
            if (Series(i, symbol) is { } series && series.FirstAtOrAfter(last + Duration.Epsilon) is > 0 and var end)
                return series.Bars[end - 1];
        }
        return null;
    }

    private BarSeries? Series(int session, string symbol) => tape.Read(tape.Sessions[session]).Find(symbol);

    private int FirstSessionFrom(LocalDate date)
    {
        var (low, high) = (0, tape.Sessions.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (tape.Sessions[middle] < date) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
