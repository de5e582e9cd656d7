namespace Trading.Core.Orders;

/// <summary>An exchange's time. A simulated exchange's may run faster than real time or stand still.</summary>
public interface IExchangeClock : IClock
{
    /// <summary>Whether the exchange has told the time; before that there is none to read.</summary>
    bool IsSynced { get; }

    /// <summary>How fast it runs: 1 is real time, 60 is a minute a second, 0 stands still until it is asked.</summary>
    double Speed { get; }

    /// <summary>Asks the exchange for the time.</summary>
    /// <exception cref="BrokerUnavailableException">It did not answer, or is another simulated exchange than before.</exception>
    Task SyncAsync(CancellationToken cancel);

    /// <summary>Waits until the clock shows <paramref name="instant"/> or later.</summary>
    /// <exception cref="BrokerUnavailableException">The time is not known and the exchange does not tell it.</exception>
    Task WaitUntilAsync(Instant instant, CancellationToken cancel);
}
