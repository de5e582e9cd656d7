using Microsoft.Extensions.Logging;
using Trading.Core.Execution;
using Trading.Core.Market;

namespace Trading.Adapters.Alpaca;

/// <summary>Everything that Alpaca is to this system, over one pair of HTTP clients.</summary>
public sealed class AlpacaConnection : IDisposable
{
    /// <summary>Prepares the connection; nothing is sent before something is asked.</summary>
    /// <param name="options">How Alpaca is reached.</param>
    /// <param name="logs">Where calls are logged, without keys; null for nowhere.</param>
    public AlpacaConnection(AlpacaOptions options, ILoggerFactory? logs = null) => Options = options;

    /// <summary>How Alpaca is reached.</summary>
    public AlpacaOptions Options { get; }

    /// <summary>Orders, positions and account.</summary>
    public IBroker Broker => throw new NotImplementedException();

    /// <summary>Bars and quotes.</summary>
    public IMarketData MarketData => throw new NotImplementedException();

    /// <summary>Alpaca's time.</summary>
    public AlpacaClock Clock => throw new NotImplementedException();

    /// <summary>Alpaca's calendar over the exchange's rules.</summary>
    public AlpacaCalendar Calendar => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose() { }
}

/// <summary>
/// The time that Alpaca tells, carried on by this machine's own stopwatch between two questions; a simulator's may run faster than life
/// or stand still. Never goes back.
/// </summary>
public sealed class AlpacaClock : IClock
{
    /// <inheritdoc/>
    public Instant GetCurrentInstant() => throw new NotImplementedException();

    /// <summary>Asks Alpaca for the time.</summary>
    /// <exception cref="BrokerUnavailableException">It did not answer.</exception>
    public Task<MarketClock> SyncAsync(CancellationToken cancel) => throw new NotImplementedException();

    /// <summary>Waits until the clock shows <paramref name="instant"/> or later.</summary>
    public Task WaitUntilAsync(Instant instant, CancellationToken cancel) => throw new NotImplementedException();
}

/// <summary>Alpaca's clock.</summary>
/// <param name="Now">What time it is.</param>
/// <param name="IsOpen">Whether regular hours are on.</param>
/// <param name="NextOpen">The next opening bell.</param>
/// <param name="NextClose">The next closing bell.</param>
/// <param name="Skew">This machine's clock less Alpaca's, as measured by this answer.</param>
public sealed record MarketClock(Instant Now, bool IsOpen, Instant NextOpen, Instant NextClose, Duration Skew);

/// <summary>The exchange's rules, and over them what Alpaca's calendar answered. Safe for use by many threads.</summary>
public sealed class AlpacaCalendar : IMarketCalendar
{
    /// <inheritdoc/>
    public Session? SessionOn(LocalDate date) => throw new NotImplementedException();

    /// <summary>Asks Alpaca for the sessions from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    /// <exception cref="BrokerUnavailableException">It did not answer; what was known stays.</exception>
    public Task RefreshAsync(LocalDate first, LocalDate last, CancellationToken cancel) => throw new NotImplementedException();
}
