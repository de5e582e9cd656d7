namespace Trading.Core.Orders;

/// <summary>An exchange's time. A simulated exchange's may run faster than real time or stand still.</summary>
public interface IExchangeClock : IWaitableClock
{
    /// <summary>Whether the exchange has told the time; before that there is none to read.</summary>
    bool IsSynced { get; }

    /// <summary>Asks the exchange for the time.</summary>
    /// <exception cref="BrokerUnavailableException">It did not answer, or is another simulated exchange than before.</exception>
    Task SyncAsync(CancellationToken cancel);
}
