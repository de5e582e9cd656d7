using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Adapters.Hosting;

/// <summary>Takes the place of a broker and a feed: it answers every question with the error that says why.</summary>
/// <param name="error">A sentence.</param>
/// <param name="mode">Where the money would be.</param>
public sealed class Unconnected(string error, TradingMode mode) : IBroker, IMarketData
{
    /// <inheritdoc/>
    public TradingMode Mode => mode;

    /// <inheritdoc/>
    public Task<AccountSnapshot> GetAccountAsync(CancellationToken cancel) => throw NoBroker();

    /// <inheritdoc/>
    public Task<AccountPositions> GetPositionsAsync(CancellationToken cancel) => throw NoBroker();

    /// <inheritdoc/>
    public Task<IReadOnlyList<BrokerOrder>> GetOrdersAsync(Instant? since, CancellationToken cancel) => throw NoBroker();

    /// <inheritdoc/>
    public Task<BrokerOrder?> FindOrderAsync(ClientOrderId id, CancellationToken cancel) => throw NoBroker();

    /// <inheritdoc/>
    public Task<SubmitOutcome> SubmitAsync(OrderRequest request, CancellationToken cancel) => throw NoBroker();

    /// <inheritdoc/>
    public Task<bool> CancelAsync(string brokerId, CancellationToken cancel) => throw NoBroker();

    /// <inheritdoc/>
    public Task<IReadOnlyList<BarSeries>> GetBarsAsync(
        IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel) => throw NoFeed();

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(
        IReadOnlyList<string> symbols, CancellationToken cancel) => throw NoFeed();

    private BrokerUnavailableException NoBroker() => new(error) { IsRefusal = true };

    private MarketDataException NoFeed() => new(error);
}
