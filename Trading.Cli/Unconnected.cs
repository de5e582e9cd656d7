using Trading.Core.Execution;
using Trading.Core.Market;

namespace Trading.Cli;

/// <summary>Stands where a broker and a feed would be, for commands that have neither: whoever asks it anything is told so.</summary>
internal sealed class Unconnected : IBroker, IMarketData
{
    /// <inheritdoc/>
    public TradingMode Mode => TradingMode.Paper;

    /// <inheritdoc/>
    public Task<AccountSnapshot> GetAccountAsync(CancellationToken cancel) => throw NoBroker();

    /// <inheritdoc/>
    public Task<IReadOnlyList<Position>> GetPositionsAsync(CancellationToken cancel) => throw NoBroker();

    /// <inheritdoc/>
    public Task<IReadOnlyList<BrokerOrder>> GetOrdersAsync(Instant? since, CancellationToken cancel) => throw NoBroker();

    /// <inheritdoc/>
    public Task<BrokerOrder?> FindOrderAsync(ClientOrderId id, CancellationToken cancel) => throw NoBroker();

    /// <inheritdoc/>
    public Task<SubmitOutcome> SubmitAsync(OrderRequest request, CancellationToken cancel) => throw NoBroker();

    /// <inheritdoc/>
    public Task<bool> CancelAsync(string brokerId, CancellationToken cancel) => throw NoBroker();

    /// <inheritdoc/>
    public Task<IReadOnlyList<BarSeries>> GetBarsAsync(IReadOnlyList<string> symbols, Instant from, Instant to, CancellationToken cancel) => throw NoFeed();

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, Quote>> GetLatestQuotesAsync(IReadOnlyList<string> symbols, CancellationToken cancel) => throw NoFeed();

    private static BrokerUnavailableException NoBroker() => new("This command is not connected to a broker.");

    private static MarketDataException NoFeed() => new("This command is not connected to a data feed.");
}
