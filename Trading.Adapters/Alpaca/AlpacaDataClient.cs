using NodaTime.Text;
using Trading.Adapters.Alpaca.Http;
using Trading.Adapters.Alpaca.Wire;
using Trading.Core.Market;

namespace Trading.Adapters.Alpaca;

/// <summary>Alpaca's market-data API. Every failure is a <see cref="MarketDataException"/> that says what to do.</summary>
public sealed class AlpacaDataClient
{
    private const int PageSize = 10_000;

    private readonly AlpacaChannel channel;
    private readonly string feed;

    internal AlpacaDataClient(AlpacaChannel channel, string feed) => (this.channel, this.feed) = (channel, feed);

    /// <summary>The latest quote of each symbol that has one; a side without an offer has price 0.</summary>
    public async Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
        IReadOnlyList<string> symbols, CancellationToken cancel)
    {
        var call = Call.Get($"/v2/stocks/quotes/latest?symbols={Text(symbols)}&feed={feed}", AlpacaJson.Default.LatestQuotes);
        var quotes = (await channel.AskAsync<LatestQuotes>(call, cancel)).Quotes ?? [];
        return quotes.ToDictionary(
            pair => pair.Key, pair => new Quote(pair.Key, pair.Value.At, pair.Value.Bid, pair.Value.Ask), StringComparer.Ordinal);
    }

    /// <summary>A page of one-minute bars, adjusted for splits; null when the list of symbols may be too long, and is.</summary>
    internal async Task<BarsPage?> FindBarsPageAsync(
        IReadOnlyList<string> symbols, bool mayBeTooLong, Instant first, Instant last, string? token, CancellationToken cancel)
    {
        var path = $"/v2/stocks/bars?symbols={Text(symbols)}&timeframe=1Min&start={Text(first)}&end={Text(last)}&limit={PageSize}"
            + $"&adjustment=split&feed={feed}&sort=asc{(token is null ? "" : $"&page_token={Uri.EscapeDataString(token)}")}";
        var call = Call.Get(path, AlpacaJson.Default.BarsPage);
        return mayBeTooLong
            ? await channel.AskUnlessTooLongAsync<BarsPage>(call, cancel)
            : await channel.AskAsync<BarsPage>(call, cancel);
    }

    internal static Bar Map(BarBody bar) => new(bar.Start, bar.Open, bar.High, bar.Low, bar.Close, (long)bar.Volume);

    private static string Text(IReadOnlyList<string> symbols) => string.Join(',', symbols.Select(Uri.EscapeDataString));

    private static string Text(Instant instant) => Uri.EscapeDataString(InstantPattern.ExtendedIso.Format(instant));
}
