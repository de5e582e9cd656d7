using System.Runtime.CompilerServices;

namespace Trading.Core.Market;

/// <summary>Where bars and quotes come from: a feed, a recording or a synthetic market.</summary>
public interface IMarketData
{
    /// <summary>
    /// The complete one-minute bars that start in [<paramref name="from"/>, <paramref name="to"/>), one series for each symbol in
    /// the requested order, empty where nothing traded. A bar that is not complete yet is never returned.
    /// </summary>
    /// <exception cref="MarketDataException">The feed did not answer, or refused; nothing is known.</exception>
    Task<IReadOnlyList<BarSeries>> GetBarsAsync(
        IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel);

    /// <summary>
    /// The same bars page by page, as the feed sends them: symbol after symbol, each in time order, so that a page can be stored
    /// before the next one arrives. A symbol's bars may continue on the next page.
    /// </summary>
    /// <exception cref="MarketDataException">The feed did not answer, or refused; the pages before are good.</exception>
    async IAsyncEnumerable<IReadOnlyList<BarSeries>> StreamBarsAsync(
        IReadOnlyList<string> symbols, Instant from, Instant to, [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return await GetBarsAsync(symbols, from, to, cancel);
    }

    /// <summary>The latest quote of each symbol that has one.</summary>
    /// <exception cref="MarketDataException">The feed did not answer, or refused; nothing is known.</exception>
    Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(IReadOnlyList<string> symbols, CancellationToken cancel);
}

/// <summary>The market-data feed could not answer; the message says what to do about it.</summary>
public sealed class MarketDataException : Exception
{
    /// <inheritdoc/>
    public MarketDataException() { }

    /// <inheritdoc/>
    public MarketDataException(string message) : base(message) { }

    /// <inheritdoc/>
    public MarketDataException(string message, Exception inner) : base(message, inner) { }
}
