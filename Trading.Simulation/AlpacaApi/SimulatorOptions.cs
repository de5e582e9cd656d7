using Trading.Core.Market;
using Trading.Simulation.Exchange;
using Trading.Simulation.Markets;

namespace Trading.Simulation.AlpacaApi;

/// <summary>The options of a simulated exchange on loopback.</summary>
public sealed record SimulatorOptions
{
    /// <summary>The market to replay.</summary>
    public required IMarketTape Tape { get; init; }

    /// <summary>The sessions of the exchange.</summary>
    public required IMarketCalendar Calendar { get; init; }

    /// <summary>The clock's time at the start. Earlier prices are known but not traded.</summary>
    public required Instant Start { get; init; }

    /// <summary>The port on 127.0.0.1; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>What moves the clock.</summary>
    public ClockPace Pace { get; init; } = new ClockPace.Stepped();

    /// <summary>The account and its costs. Without known symbols the symbols of the tape are known.</summary>
    public ExchangeOptions Exchange { get; init; } = new();

    /// <summary>Requests to <c>/v2</c> that may pass in any minute of real time; null for no limit.</summary>
    public int? RateLimit { get; init; }

    /// <summary>The key id that requests must carry.</summary>
    public string KeyId { get; init; } = "simulator";

    /// <summary>The secret that requests must carry.</summary>
    public string SecretKey { get; init; } = "simulator";

    /// <summary>The real time, for <see cref="ClockPace.Timed"/> and <see cref="RateLimit"/>.</summary>
    public TimeProvider RealTime { get; init; } = TimeProvider.System;

    /// <summary>
    /// Called for every fill, in order, on the thread that moves the clock. It must return soon and must not call the server.
    /// </summary>
    public Action<Fill>? OnFill { get; init; }

    /// <summary>Called for every request to <c>/v2</c>, on many threads.</summary>
    public Action<ServedRequest>? OnRequest { get; init; }
}
