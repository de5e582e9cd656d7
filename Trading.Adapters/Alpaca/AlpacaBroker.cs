using Microsoft.Extensions.Logging;
using Trading.Adapters.Alpaca.Orders;
using Trading.Adapters.Alpaca.Wire;
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
    public async Task<IReadOnlyList<Position>> GetPositionsAsync(CancellationToken cancel) =>
        [.. (await client.GetPositionsAsync(cancel)).Where(position => position.Quantity != 0m).Select(Map)];

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

    private static Position Map(AlpacaPosition position)
    {
        var quantity = position.Quantity;
        if (quantity is < 0m or > int.MaxValue || quantity != decimal.Truncate(quantity) || position.Side == "short")
        {
            throw new BrokerUnavailableException(
                $"The account holds {quantity} of {position.Symbol} ({position.Side ?? "long"}), which this system, long and "
                + "in whole shares, cannot have bought: the account must "
                + "be this system's alone, so close it or use another account.");
        }
        var price = position.CurrentPrice ?? position.MarketValue / quantity ?? throw new BrokerUnavailableException(
            $"Alpaca's answer on the position in {position.Symbol} has no price, so it cannot be judged: try again.");
        return new Position(position.Symbol, (int)quantity, position.AvgEntryPrice, price);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Order {Id} has the unknown status {Status}; it counts as live")]
    private partial void UnknownStatus(string id, string status);
}
