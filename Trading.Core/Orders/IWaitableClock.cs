namespace Trading.Core.Orders;

/// <summary>A clock that can be waited for. A clock that only a simulation moves is none: nothing arrives by waiting.</summary>
public interface IWaitableClock : IClock
{
    /// <summary>How fast it runs: 1 is real time, 60 is a minute a second, 0 stands still until it is asked.</summary>
    double Speed { get; }

    /// <summary>Waits until the clock shows <paramref name="instant"/> or later.</summary>
    /// <exception cref="BrokerUnavailableException">The time is not known and the exchange does not tell it.</exception>
    Task WaitUntilAsync(Instant instant, CancellationToken cancel);
}
