using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Adapters.Alpaca.Http;
using Trading.Adapters.Secrets;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Adapters.Alpaca;

/// <summary>
/// Alpaca for this system: broker, market data, clock and calendar over one HTTP client. Safe for use by many threads.
/// </summary>
public sealed class AlpacaExchange : IExchangeConnection
{
    private readonly HttpClient http;
    private readonly KeyScrubber scrubber;
    private readonly RequestPacer pacer;
    private readonly RequestPacer dataPacer;
    private readonly AlpacaMarketData marketData;

    /// <summary>Prepares the connection; the first query or order sends the first request.</summary>
    /// <param name="options">How Alpaca is reached.</param>
    /// <param name="logs">Where calls are logged, without keys; null for no log.</param>
    /// <param name="time">Stopwatch, timers and this machine's clock; null for the system's.</param>
    /// <exception cref="ArgumentException">The options would send keys to a host other than Alpaca's or this machine.</exception>
    public AlpacaExchange(AlpacaOptions options, ILoggerFactory? logs = null, TimeProvider? time = null)
    {
        Options = AlpacaOptions.Validated(options);
        time ??= TimeProvider.System;
        var log = (logs ?? NullLoggerFactory.Instance).CreateLogger("Trading.Alpaca");
        http = Client(options);
        scrubber = options.Keys.Scrubber();
        pacer = new RequestPacer(options.RequestsPerMinute, TimeSpan.FromMinutes(1), time);
        // Bars of many symbols never take the requests that orders need: a fifth is theirs alone.
        dataPacer = new RequestPacer(
            options.RequestsPerMinute - (options.RequestsPerMinute / 5), TimeSpan.FromMinutes(1), time, pacer);
        Trading = new AlpacaTradingClient(Channel(
            options.TradingUrl,
            pacer,
            (message, refused) => new BrokerUnavailableException(message) { IsRefusal = refused },
            time,
            log));
        Data = new AlpacaDataClient(
            Channel(options.DataUrl, dataPacer, (message, _) => new MarketDataException(message), time, log), options.Feed);
        Clock = new AlpacaClock(Trading, options, time, log);
        Calendar = new AlpacaCalendar(Trading);
        Broker = new AlpacaBroker(Trading, options, time, log);
        marketData = new AlpacaMarketData(Data, Clock);
    }

    /// <summary>How Alpaca is reached.</summary>
    public AlpacaOptions Options { get; }

    /// <summary>Orders, positions and account.</summary>
    public IBroker Broker { get; }

    /// <summary>Bars and quotes.</summary>
    public IMarketData MarketData => marketData;

    /// <summary>Alpaca's time.</summary>
    public AlpacaClock Clock { get; }

    /// <summary>Alpaca's calendar over the exchange's rules.</summary>
    public AlpacaCalendar Calendar { get; }

    /// <summary>The trading API with Alpaca's own names, for what <see cref="Broker"/> does not offer.</summary>
    public AlpacaTradingClient Trading { get; }

    /// <summary>The market-data API with Alpaca's own names.</summary>
    public AlpacaDataClient Data { get; }

    /// <inheritdoc/>
    public TradingMode Mode => Broker.Mode;

    /// <inheritdoc/>
    public string Name => Mode == TradingMode.Simulated ? "The simulated exchange" : "Alpaca";

    /// <inheritdoc/>
    public Uri Address => Options.TradingUrl;

    /// <inheritdoc/>
    public string Feed => Options.Feed;

    /// <inheritdoc/>
    IExchangeClock IExchangeConnection.Clock => Clock;

    /// <inheritdoc/>
    IExchangeCalendar IExchangeConnection.Calendar => Calendar;

    /// <inheritdoc/>
    public async Task<AccountReadiness> GetReadinessAsync(CancellationToken cancel) =>
        AccountReadinessMapping.Map(await Trading.GetAccountAsync(cancel));

    /// <inheritdoc/>
    public Task<ClockReading> ReadClockAsync(CancellationToken cancel) => Clock.SyncAsync(cancel);

    /// <inheritdoc/>
    public async Task<SymbolStanding> FindSymbolAsync(string symbol, CancellationToken cancel) =>
        await Trading.FindAssetAsync(symbol, cancel) switch
        {
            null => SymbolStanding.Unknown,
            { Tradable: false } => SymbolStanding.NotTradable,
            _ => SymbolStanding.Tradable,
        };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> GetSymbolsAsync(CancellationToken cancel) =>
        [.. (await GetListingAsync(cancel)).Select(listed => listed.Symbol)];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ListedSymbol>> GetListingAsync(CancellationToken cancel) =>
    [
        .. (await Trading.GetAssetsAsync(cancel)).OrderBy(asset => asset.Symbol, StringComparer.Ordinal)
            .Select(asset => new ListedSymbol(asset.Symbol, asset.Name ?? "", asset.Tradable != false)),
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        dataPacer.Dispose();
        pacer.Dispose();
    }

    // Trading and data fail independently, so each has its own circuit breaker; they share the limit on requests.
    private AlpacaChannel Channel(
        Uri root, RequestPacer turns, Func<string, bool, Exception> failure, TimeProvider time, ILogger log) => new(
        new AlpacaTransport(http, root, Options.Keys, scrubber, time), turns, Options,
        new FailureMessage(Options, root, scrubber), failure, time, log);

    private static HttpClient Client(AlpacaOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            // A redirection would carry the key headers to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.AttemptTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseProxy = options.Environment != AlpacaEnvironment.Simulator,
        };
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
