using System.Runtime.CompilerServices;
using Trading.Adapters.Alpaca.Wire;
using Trading.Core.Market;

namespace Trading.Adapters.Alpaca;

/// <summary>Alpaca's quotes, and its bars that are complete by Alpaca's own clock. Safe for use by many threads.</summary>
public sealed class AlpacaMarketData : IMarketData
{
    /// <summary>
    /// Longest list of symbols in one address, in characters; the rest goes into further queries. Alpaca states no limit; servers
    /// like nginx take a line of 8,192 characters unless they are told otherwise, and the rest of the address needs up to 500.
    /// </summary>
    private const int LongestList = 7_500;

    // Every server takes an address of this length (RFC 9110 recommends 8,000), so a refusal of a shorter one means something else.
    private const int ShortestList = 1_000;

    // Shorter once a server has refused an address as too long. At most one list is refused in vain by each of several threads.
    private int longestList = LongestList;

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
        var parts = new Stack<IReadOnlyList<string>>(Parts(symbols).Reverse());
        while (parts.TryPop(out var part))
        {
            if (part.Count > 1 && LengthOf(part) > longestList)
            {
                foreach (var shorter in Parts(part).Reverse()) parts.Push(shorter);
                continue;
            }
            string? token = null;
            var asked = part.ToHashSet(StringComparer.Ordinal);
            do
            {
                var mayBeTooLong = LengthOf(part) > ShortestList;
                if (await client.FindBarsPageAsync(part, mayBeTooLong, from, last, token, cancel) is not { } page)
                {
                    // The pages of one query have the same list, so it is the first that is refused.
                    longestList = Math.Max(ShortestList, LengthOf(part) / 2);
                    parts.Push(part);
                    break;
                }
                yield return Pieces(page, asked, sequence, from, end);
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
        BarsPage page, HashSet<string> asked, BarSequenceCheck sequence, Instant from, Instant end)
    {
        var pieces = new List<BarSeries>();
        foreach (var (symbol, bars) in (page.Bars ?? []).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!asked.Contains(symbol)) continue;
            var piece = sequence.Next(symbol, Wanted(bars ?? [], from, end));
            if (piece.Length > 0) pieces.Add(new BarSeries(symbol, piece));
        }
        return pieces;
    }

    private static Bar[] Wanted(BarBody[] bars, Instant from, Instant end) =>
        [.. bars.Where(bar => bar.Start >= from && bar.Start < end).Select(AlpacaDataClient.Map)];

    private static int LengthOf(string symbol) => Uri.EscapeDataString(symbol).Length + 1;

    private static int LengthOf(IReadOnlyList<string> symbols) => symbols.Sum(LengthOf);

    private IEnumerable<IReadOnlyList<string>> Parts(IReadOnlyList<string> symbols)
    {
        var part = new List<string>();
        var (length, longest) = (0, longestList);
        foreach (var symbol in symbols.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (part.Count > 0 && length + LengthOf(symbol) > longest)
            {
                yield return part;
                (part, length) = ([], 0);
            }
            part.Add(symbol);
            length += LengthOf(symbol);
        }
        if (part.Count > 0) yield return part;
    }
}
