using Microsoft.Extensions.Logging;
using Trading.Adapters.Alpaca.Orders;
using Trading.Core.Orders;

namespace Trading.Adapters.Alpaca;

/// <summary>Alpaca as a broker. The account must be used by this system alone. Safe for use by many threads.</summary>
public sealed partial class AlpacaBroker : IBroker
{
    private readonly AlpacaTradingClient client;
    private readonly AlpacaOptions options;
    private readonly TimeProvider time;
    private readonly ILogger log;

    internal AlpacaBroker(AlpacaTradingClient client, AlpacaOptions options, TimeProvider time, ILogger log) =>
        (this.client, this.options, this.time, this.log) = (client, options, time, log);

    /// <inheritdoc/>
    public TradingMode Mode => options.Environment.Mode();

    /// <inheritdoc/>
    public async Task<AccountSnapshot> GetAccountAsync(CancellationToken cancel)
    {
        var account = await client.GetAccountAsync(cancel);
        return new AccountSnapshot(account.Equity, account.Cash, account.BuyingPower, account.LastEquity);
    }

    /// <inheritdoc/>
    public async Task<AccountPositions> GetPositionsAsync(CancellationToken cancel) =>
        PositionMapping.Map(await client.GetPositionsAsync(cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<BrokerOrder>> GetOrdersAsync(Instant? since, CancellationToken cancel) =>
        new OrderListing(client, order => UnknownStatus(order.Id, order.Status)).ListAsync(since, cancel);

    /// <inheritdoc/>
    public async Task<BrokerOrder?> FindOrderAsync(ClientOrderId id, CancellationToken cancel)
    {
        var order = await client.FindOrderByClientIdAsync(id.Value, cancel);
        // Alpaca does not document that this query returns the legs, so a bracket without them is queried again by its id.
        if (order is { OrderClass: "bracket", Legs: null or { Count: 0 } })
            order = await client.FindOrderAsync(order.Id, cancel) ?? order;
        return order is null ? null : OrderMapping.Map(order);
    }

    /// <inheritdoc/>
    public Task<SubmitOutcome> SubmitAsync(OrderRequest request, CancellationToken cancel) =>
        new OrderSubmission(client, options, time, request).RunAsync(cancel);

    /// <inheritdoc/>
    public Task<bool> CancelAsync(string brokerId, CancellationToken cancel) =>
        new OrderCancellation(client, options, time).RunAsync(brokerId, cancel);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {Id} has the unknown status {Status}; it counts as live")]
    private partial void UnknownStatus(string id, string status);
}
