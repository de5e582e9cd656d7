using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>The simulated exchange as a broker that always answers at once. Thread-safe.</summary>
public sealed class SimulatedBroker(SimulatedExchange exchange, IClock clock) : IBroker
{
    /// <inheritdoc/>
    public TradingMode Mode => TradingMode.Simulated;

    /// <inheritdoc/>
    public Task<AccountSnapshot> GetAccountAsync(CancellationToken cancel) =>
        Answer(() => exchange.AccountAt(clock.GetCurrentInstant()), cancel);

    /// <inheritdoc/>
    public Task<AccountPositions> GetPositionsAsync(CancellationToken cancel) =>
        Answer(() => new AccountPositions(exchange.Positions), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BrokerOrder>> GetOrdersAsync(Instant? since, CancellationToken cancel) =>
        Answer(() => exchange.Orders(since ?? Instant.MaxValue), cancel);

    /// <inheritdoc/>
    public Task<BrokerOrder?> FindOrderAsync(ClientOrderId id, CancellationToken cancel) =>
        Answer(() => exchange.Find(id), cancel);

    /// <inheritdoc/>
    public Task<SubmitOutcome> SubmitAsync(OrderRequest request, CancellationToken cancel) =>
        Answer(() => Submit(request), cancel);

    /// <inheritdoc/>
    public Task<bool> CancelAsync(string brokerId, CancellationToken cancel) => Answer(() => Cancel(brokerId), cancel);

    // The same decision made twice is the same order, so an order that the exchange already has counts as accepted.
    private SubmitOutcome Submit(OrderRequest request)
    {
        var outcome = exchange.Submit(request, clock.GetCurrentInstant());
        return outcome is SubmitOutcome.Rejected { Kind: RejectionKind.DuplicateId }
            && exchange.Find(request.Id) is { } order
            ? new SubmitOutcome.Accepted(order)
            : outcome;
    }

    private bool Cancel(string brokerId)
    {
        if (exchange.Find(brokerId) is not { } order) return false;
        foreach (var part in order.WithLegs()) exchange.Cancel(part.BrokerId);
        return true;
    }

    private static Task<T> Answer<T>(Func<T> ask, CancellationToken cancel) =>
        cancel.IsCancellationRequested ? Task.FromCanceled<T>(cancel) : Task.FromResult(ask());
}
