using Trading.Core.Orders;

namespace Trading.Adapters.Hosting;

/// <summary>A broker whose latest answers are kept, so that they can be measured without asking again.</summary>
public sealed class LastSeenBroker(IBroker broker) : IBroker
{
    private volatile AccountSnapshot? account;
    private volatile AccountPositions? positions;

    /// <summary>The last answer about the account since <see cref="Forget"/>; null when there is none.</summary>
    public AccountSnapshot? Account => account;

    /// <summary>The last answer about the positions since <see cref="Forget"/>; null when there is none.</summary>
    public IReadOnlyList<Position>? Positions => positions?.Shares;

    /// <inheritdoc/>
    public TradingMode Mode => broker.Mode;

    /// <summary>Forgets the answers.</summary>
    public void Forget() => (account, positions) = (null, null);

    /// <inheritdoc/>
    public async Task<AccountSnapshot> GetAccountAsync(CancellationToken cancel) =>
        account = await broker.GetAccountAsync(cancel);

    /// <inheritdoc/>
    public async Task<AccountPositions> GetPositionsAsync(CancellationToken cancel) =>
        positions = await broker.GetPositionsAsync(cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BrokerOrder>> GetOrdersAsync(Instant? since, CancellationToken cancel) =>
        broker.GetOrdersAsync(since, cancel);

    /// <inheritdoc/>
    public Task<BrokerOrder?> FindOrderAsync(ClientOrderId id, CancellationToken cancel) => broker.FindOrderAsync(id, cancel);

    /// <inheritdoc/>
    public Task<SubmitOutcome> SubmitAsync(OrderRequest request, CancellationToken cancel) => broker.SubmitAsync(request, cancel);

    /// <inheritdoc/>
    public Task<bool> CancelAsync(string brokerId, CancellationToken cancel) => broker.CancelAsync(brokerId, cancel);
}
