using Trading.Core.Market;

namespace Trading.Adapters.Alpaca;

/// <summary>Sees to it that bars that come in pieces are sorted by symbol, then time, across all pieces.</summary>
internal sealed class BarOrder
{
    private string symbol = "";
    private Instant last = Instant.MinValue;

    /// <summary>The same bars.</summary>
    /// <exception cref="MarketDataException">They do not continue what came before.</exception>
    public Bar[] Check(string next, Bar[] bars)
    {
        if (bars.Length == 0) return bars;
        if (string.CompareOrdinal(next, symbol) < 0)
            throw new MarketDataException($"Alpaca's bars of {next} came after those of {symbol}, out of order: try again.");
        if (next != symbol) (symbol, last) = (next, Instant.MinValue);
        foreach (ref readonly var bar in bars.AsSpan())
        {
            if (bar.Start <= last)
                throw new MarketDataException($"Alpaca's bar of {next} at {bar.Start} came after that of {last}, out of order: try again.");
            last = bar.Start;
        }
        return bars;
    }
}
