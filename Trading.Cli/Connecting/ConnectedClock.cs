using Trading.Adapters.Alpaca;

namespace Trading.Cli.Connecting;

/// <summary>Alpaca's clock.</summary>
internal sealed class ConnectedClock(AlpacaClock clock) : IExchangeClock
{
    private volatile bool isSynced;

    /// <summary>Whether Alpaca has told the time; before that, there is none to read.</summary>
    public bool IsSynced => isSynced;

    /// <inheritdoc/>
    public double Speed => clock.Speed;

    /// <inheritdoc/>
    public Instant GetCurrentInstant() => clock.GetCurrentInstant();

    /// <inheritdoc/>
    public async Task SyncAsync(CancellationToken cancel) => await AskAsync(cancel);

    /// <summary>Asks for the time and all that comes with it.</summary>
    public async Task<MarketClock> AskAsync(CancellationToken cancel)
    {
        var told = await clock.SyncAsync(cancel);
        isSynced = true;
        return told;
    }

    /// <inheritdoc/>
    public Task WaitUntilAsync(Instant instant, CancellationToken cancel) => clock.WaitUntilAsync(instant, cancel);
}
