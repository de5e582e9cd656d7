using Trading.Core.Orders;

namespace Trading.Simulation.Storm;

/// <summary>The broker as a program sees it through a network that fails.</summary>
internal sealed class StormBroker(CallGate gate, Incarnation who, BrokerDesk desk) : IBroker
{
    /// <inheritdoc/>
    public TradingMode Mode => TradingMode.Paper;

    /// <inheritdoc/>
    public Task<AccountSnapshot> GetAccountAsync(CancellationToken cancel) => AskAsync("account", desk.Account);

    /// <inheritdoc/>
    public Task<AccountPositions> GetPositionsAsync(CancellationToken cancel) => AskAsync("positions", desk.Positions);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BrokerOrder>> GetOrdersAsync(Instant? since, CancellationToken cancel) =>
        AskAsync("orders", () => desk.Orders(since));

    /// <inheritdoc/>
    public Task<BrokerOrder?> FindOrderAsync(ClientOrderId id, CancellationToken cancel) =>
        AskAsync($"find {id}", () => desk.Find(id));

    /// <inheritdoc/>
    public Task<SubmitOutcome> SubmitAsync(OrderRequest request, CancellationToken cancel) =>
        gate.CallAsync<SubmitOutcome>(
            who, StormPort.Broker, $"submit {request.Id}", () => desk.Submit(request),
            why => new SubmitOutcome.Unknown(why), new OrderCall(request.Symbol, request.Side, IsCancellation: false));

    /// <inheritdoc/>
    public Task<bool> CancelAsync(string brokerId, CancellationToken cancel) =>
        gate.CallAsync(
            who, StormPort.Broker, $"cancel {brokerId[..8]}", () => desk.Cancel(brokerId), _ => false, desk.Cancelled(brokerId));

    private Task<T> AskAsync<T>(string call, Func<T> ask) =>
        gate.CallAsync(who, StormPort.Broker, call, ask, why => throw new BrokerUnavailableException($"No answer: {why}."));
}
