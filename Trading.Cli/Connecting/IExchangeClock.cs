namespace Trading.Cli.Connecting;

/// <summary>An exchange's time, which may run faster than life or stand still.</summary>
internal interface IExchangeClock : IClock
{
    /// <summary>How fast it runs: 1 is life, 60 is a minute a second, 0 stands still until it is asked.</summary>
    double Speed { get; }

    /// <summary>Asks the exchange for the time.</summary>
    Task SyncAsync(CancellationToken cancel);

    /// <summary>Waits until the clock shows <paramref name="instant"/> or later.</summary>
    Task WaitUntilAsync(Instant instant, CancellationToken cancel);
}
