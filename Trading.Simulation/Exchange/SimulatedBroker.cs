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
        Answer(Positions, cancel);

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

    private AccountPositions Positions()
    {
        var odd = new Dictionary<string, OddPosition>(StringComparer.Ordinal);
        var held = exchange.Holdings.ToDictionary(holding => holding.Symbol, StringComparer.Ordinal);
        foreach (var (symbol, holding) in held)
        {
            if (holding.Fraction > 0m)
                odd[symbol] = new(symbol, holding.Quantity, holding.AveragePrice, PositionOddity.Fraction);
        }
        foreach (var foreign in exchange.Controls.ForeignHoldings)
        {
            var own = held.GetValueOrDefault(foreign.Symbol);
            if (foreign.OddityWith(own?.Quantity ?? 0m) is { } oddity)
                odd[foreign.Symbol] = new(
                    foreign.Symbol, (own?.Quantity ?? 0m) + foreign.Quantity, own?.AveragePrice ?? foreign.AveragePrice, oddity);
        }
        return new AccountPositions(
            odd.Count == 0 ? exchange.Positions : [.. exchange.Positions.Where(position => !odd.ContainsKey(position.Symbol))],
            [.. odd.Values.OrderBy(position => position.Symbol, StringComparer.Ordinal)]);
    }

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
        return exchange.Find(brokerId) is { } now && now.WithLegs().All(part => part.Status.IsFinal());
    }

    private Task<T> Answer<T>(Func<T> ask, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return Task.FromCanceled<T>(cancel);
        exchange.Controls.RunFates(clock.GetCurrentInstant());
        return Task.FromResult(ask());
    }
}
