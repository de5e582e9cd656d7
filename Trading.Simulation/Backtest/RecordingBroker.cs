using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Simulation.Backtest;

/// <summary>Passes every call to the exchange and records orders that arrive without an intent in the journal.</summary>
public sealed class RecordingBroker(IBroker inner, ITradingJournal journal, Func<LocalDate> session) : IBroker
{
    private readonly List<ClientOrderId> withoutIntent = [];
    private bool active;

    /// <inheritdoc/>
    public TradingMode Mode => inner.Mode;

    /// <summary>Whether an order arrived since the last call; forgets it.</summary>
    public bool TakeActivity()
    {
        var was = active;
        active = false;
        return was;
    }

    /// <summary>Orders that arrived without an intent since the last call; forgets them.</summary>
    public IReadOnlyList<ClientOrderId> TakeWithoutIntent()
    {
        ClientOrderId[] taken = [.. withoutIntent];
        withoutIntent.Clear();
        return taken;
    }

    /// <inheritdoc/>
    public async Task<SubmitOutcome> SubmitAsync(OrderRequest request, CancellationToken cancel)
    {
        active = true;
        var intents = await journal.GetIntentsAsync(session(), cancel);
        if (intents.All(i => i.Id != request.Id)) withoutIntent.Add(request.Id);
        return await inner.SubmitAsync(request, cancel);
    }

    /// <inheritdoc/>
    public Task<AccountSnapshot> GetAccountAsync(CancellationToken cancel) => inner.GetAccountAsync(cancel);

    /// <inheritdoc/>
    public Task<AccountPositions> GetPositionsAsync(CancellationToken cancel) => inner.GetPositionsAsync(cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BrokerOrder>> GetOrdersAsync(Instant? since, CancellationToken cancel) =>
        inner.GetOrdersAsync(since, cancel);

    /// <inheritdoc/>
    public Task<BrokerOrder?> FindOrderAsync(ClientOrderId id, CancellationToken cancel) => inner.FindOrderAsync(id, cancel);

    /// <inheritdoc/>
    public Task<bool> CancelAsync(string brokerId, CancellationToken cancel) => inner.CancelAsync(brokerId, cancel);
}
