using System.Runtime.CompilerServices;
using Trading.Adapters.Alpaca.Wire;
using Trading.Core.Market;

namespace Trading.Adapters.Alpaca;

/// <summary>Alpaca's quotes, and its bars that are complete by Alpaca's own clock. Safe for use by many threads.</summary>
public sealed class AlpacaMarketData : IMarketData
{
    /// <summary>Longest list of symbols in one address, in characters; the rest goes into further queries.</summary>
    private const int LongestList = 1500;

    private readonly AlpacaDataClient client;
    private readonly AlpacaClock clock;

    internal AlpacaMarketData(AlpacaDataClient client, AlpacaClock clock) => (this.client, this.clock) = (client, clock);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<BarSeries>> GetBarsAsync(
        IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel)
    {
        var bars = symbols.Distinct(StringComparer.Ordinal)
            .ToDictionary(symbol => symbol, _ => new List<Bar>(), StringComparer.Ordinal);
        await foreach (var page in StreamBarsAsync(symbols, from, to, cancel))
        {
            foreach (var piece in page) bars[piece.Symbol].AddRange(piece.Bars);
        }
        return [.. symbols.Select(symbol => new BarSeries(symbol, [.. bars[symbol]]))];
    }

    /// <inheritdoc/>
    /// <remarks>One request per page. Sorted by symbol (ordinally), then time, across all pages.</remarks>
    public async IAsyncEnumerable<IReadOnlyList<BarSeries>> StreamBarsAsync(
        IReadOnlyList<string> symbols, Instant from, Instant to, [EnumeratorCancellation] CancellationToken cancel)
    {
        var end = Instant.Min(to, await FirstUnknownAsync(cancel));
        // Alpaca's end is inclusive, ours is not, and bars start on whole minutes.
        var last = (end - Duration.Epsilon).FloorToMinute();
        if (last < from) yield break;
        var sequence = new BarSequenceCheck();
        foreach (var part in Parts(symbols))
        {
            string? token = null;
            do
            {
                var page = await client.GetBarsPageAsync(part, from, last, token, cancel);
                yield return Pieces(page, part, sequence, from, end);
                if (page.NextPageToken is { Length: > 0 } && page.NextPageToken == token)
                    throw new MarketDataException(
                        "Alpaca's pages of bars go round in a circle: try again, with fewer symbols or days.");
                token = page.NextPageToken;
            }
            while (!string.IsNullOrEmpty(token));
        }
    }

    /// <inheritdoc/>
    /// <remarks>A quote with only one side is left out: nothing can be bought or sold at its price of 0.</remarks>
    public async Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
        IReadOnlyList<string> symbols, CancellationToken cancel)
    {
        var found = new Dictionary<string, Quote>(StringComparer.Ordinal);
        foreach (var part in Parts(symbols))
        {
            foreach (var (symbol, quote) in await client.GetLatestQuotesAsync(part, cancel))
            {
                if (quote is { Bid: > 0m, Ask: > 0m }) found[symbol] = quote;
            }
        }
        return found;
    }

    private async Task<Instant> FirstUnknownAsync(CancellationToken cancel)
    {
        try
        {
            await clock.EnsureSyncedAsync(cancel);
        }
        catch (Core.Orders.BrokerUnavailableException e)
        {
            throw new MarketDataException($"Which bars are complete is not known without Alpaca's time: {e.Message}", e);
        }
        return clock.GetCurrentInstant() - Bar.Length + Duration.Epsilon;
    }

    private static List<BarSeries> Pieces(
        BarsPage page, IReadOnlyList<string> symbols, BarSequenceCheck sequence, Instant from, Instant end)
    {
        var pieces = new List<BarSeries>();
        foreach (var (symbol, bars) in (page.Bars ?? []).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!symbols.Contains(symbol, StringComparer.Ordinal)) continue;
            var piece = sequence.Next(symbol, Wanted(bars ?? [], from, end));
            if (piece.Length > 0) pieces.Add(new BarSeries(symbol, piece));
        }
        return pieces;
    }

    private static Bar[] Wanted(BarBody[] bars, Instant from, Instant end) =>
        [.. bars.Where(bar => bar.Start >= from && bar.Start < end).Select(AlpacaDataClient.Map)];

    private static IEnumerable<IReadOnlyList<string>> Parts(IReadOnlyList<string> symbols)
    {
        var part = new List<string>();
        var length = 0;
        foreach (var symbol in symbols.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (part.Count > 0 && length + symbol.Length + 1 > LongestList)
            {
                yield return part;
                (part, length) = ([], 0);
            }
            part.Add(symbol);
            length += symbol.Length + 1;
        }
        if (part.Count > 0) yield return part;
    }
}
