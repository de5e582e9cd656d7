using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>
/// A broker behind an unreliable network. When the plan lets a call fail, a query throws
/// <see cref="BrokerUnavailableException"/>, a submission ends unknown and a cancellation ends unconfirmed, executed or not.
/// Thread-safe.
/// </summary>
public sealed class FaultyBroker(IBroker inner, FaultPlan plan) : IBroker
{
    private readonly Lock gate = new();
    private readonly int[] callsOfKind = new int[Enum.GetValues<BrokerCall>().Length];

    /// <summary>Calls made so far.</summary>
    public int Calls { get; private set; }

    /// <summary>Calls that failed so far.</summary>
    public int Faults { get; private set; }

    /// <inheritdoc/>
    public TradingMode Mode => inner.Mode;

    /// <inheritdoc/>
    public Task<AccountSnapshot> GetAccountAsync(CancellationToken cancel) =>
        AskAsync(BrokerCall.Account, () => inner.GetAccountAsync(cancel));

    /// <inheritdoc/>
    public Task<AccountPositions> GetPositionsAsync(CancellationToken cancel) =>
        AskAsync(BrokerCall.Positions, () => inner.GetPositionsAsync(cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<BrokerOrder>> GetOrdersAsync(Instant? since, CancellationToken cancel) =>
        AskAsync(BrokerCall.Orders, () => inner.GetOrdersAsync(since, cancel));

    /// <inheritdoc/>
    public Task<BrokerOrder?> FindOrderAsync(ClientOrderId id, CancellationToken cancel) =>
        AskAsync(BrokerCall.Find, () => inner.FindOrderAsync(id, cancel));

    /// <inheritdoc/>
    public Task<SubmitOutcome> SubmitAsync(OrderRequest request, CancellationToken cancel) =>
        SendAsync<SubmitOutcome>(
            BrokerCall.Submit,
            () => inner.SubmitAsync(request, cancel),
            new SubmitOutcome.Unknown($"Simulated fault: no answer to {request.Id}."));

    /// <inheritdoc/>
    public Task<bool> CancelAsync(string brokerId, CancellationToken cancel) =>
        SendAsync(BrokerCall.Cancel, () => inner.CancelAsync(brokerId, cancel), false);

    private async Task<T> AskAsync<T>(BrokerCall call, Func<Task<T>> ask) =>
        Next(call) == BrokerFault.None
            ? await ask()
            : throw new BrokerUnavailableException($"Simulated fault: the broker did not answer the question '{call}'.");

    private async Task<T> SendAsync<T>(BrokerCall call, Func<Task<T>> send, T inDoubt)
    {
        var fault = Next(call);
        if (fault == BrokerFault.RequestLost) return inDoubt;
        var answer = await send();
        return fault == BrokerFault.AnswerLost ? inDoubt : answer;
    }

    private BrokerFault Next(BrokerCall call)
    {
        lock (gate)
        {
            var fault = plan.For(Calls++, call, callsOfKind[(int)call]++);
            if (fault != BrokerFault.None) Faults++;
            return fault;
        }
    }
}
