using Trading.Core.Market;

namespace Trading.Adapters.Alpaca;

/// <summary>Checks that bars, which come in pieces, are sorted by symbol and then by time across all pieces.</summary>
internal sealed class BarSequenceCheck
{
    private string symbol = "";
    private Instant last = Instant.MinValue;

    /// <summary>Checks the next piece and returns it unchanged.</summary>
    /// <exception cref="MarketDataException">They do not follow the bars that came before.</exception>
    public Bar[] Next(string next, Bar[] bars)
    {
        if (bars.Length == 0) return bars;
        if (string.CompareOrdinal(next, symbol) < 0)
            throw new MarketDataException($"Alpaca's bars of {next} came after those of {symbol}, out of order: try again.");
        if (next != symbol) (symbol, last) = (next, Instant.MinValue);
        foreach (ref readonly var bar in bars.AsSpan())
        {
            if (bar.Start <= last)
                throw new MarketDataException(
                    $"Alpaca's bar of {next} at {bar.Start} came after that of {last}, out of order: try again.");
            last = bar.Start;
        }
        return bars;
    }
}
