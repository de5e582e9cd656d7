using Trading.Core.Orders;

namespace Trading.Tests.Core.Jobs;

/// <summary>
/// A broker that records what it is sent, refuses it if the test says so, and runs the test's code after a cancellation and
/// before it lists the positions: the moments at which another program may act.
/// </summary>
internal sealed class WatchedBroker(IBroker broker, List<OrderRequest> sent, Func<Task> between) : IBroker
{
    public bool Refuses { get; init; }

    public Predicate<OrderRequest> RefusesIf { get; init; } = _ => false;

    public TradingMode Mode { get; init; } = TradingMode.Paper;

    public Task<AccountSnapshot> GetAccountAsync(CancellationToken cancel) => broker.GetAccountAsync(cancel);

    public async Task<AccountPositions> GetPositionsAsync(CancellationToken cancel)
    {
        await between();
        return await broker.GetPositionsAsync(cancel);
    }

    public Task<IReadOnlyList<BrokerOrder>> GetOrdersAsync(Instant? since, CancellationToken cancel) =>
        broker.GetOrdersAsync(since, cancel);

    public Task<BrokerOrder?> FindOrderAsync(ClientOrderId id, CancellationToken cancel) => broker.FindOrderAsync(id, cancel);

    public Task<SubmitOutcome> SubmitAsync(OrderRequest request, CancellationToken cancel)
    {
        lock (sent) sent.Add(request);
        return Refuses || RefusesIf(request) ? Task.FromResult<SubmitOutcome>(new SubmitOutcome.Rejected("40310000", "no"))
            : broker.SubmitAsync(request, cancel);
    }

    public async Task<bool> CancelAsync(string brokerId, CancellationToken cancel)
    {
        var cancelled = await broker.CancelAsync(brokerId, cancel);
        await between();
        return cancelled;
    }
}
