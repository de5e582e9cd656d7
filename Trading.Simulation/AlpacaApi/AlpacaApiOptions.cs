using Trading.Core.Market;
using Trading.Simulation.Exchange;
using Trading.Simulation.Markets;

namespace Trading.Simulation.AlpacaApi;

/// <summary>What a paper exchange on loopback is made of.</summary>
public sealed record AlpacaApiOptions
{
    /// <summary>The market that it replays.</summary>
    public required IMarketTape Tape { get; init; }

    /// <summary>When it trades.</summary>
    public required IMarketCalendar Calendar { get; init; }

    /// <summary>What its clock shows at first. Prices before that are known; nothing of them is traded.</summary>
    public required Instant Start { get; init; }

    /// <summary>The port on 127.0.0.1; 0 for any that is free.</summary>
    public int Port { get; init; }

    /// <summary>What moves its clock.</summary>
    public ClockPace Pace { get; init; } = new ClockPace.Stepped();

    /// <summary>The account and its costs; the symbols of the tape are the ones known unless it names others.</summary>
    public ExchangeOptions Exchange { get; init; } = new();

    /// <summary>Requests to <c>/v2</c> that are answered in any real minute; null for no limit.</summary>
    public int? RateLimit { get; init; }

    /// <summary>The key id that requests must carry.</summary>
    public string KeyId { get; init; } = "simulator";

    /// <summary>The secret that requests must carry.</summary>
    public string SecretKey { get; init; } = "simulator";

    /// <summary>The real time, for <see cref="ClockPace.Timed"/> and <see cref="RateLimit"/>.</summary>
    public TimeProvider RealTime { get; init; } = TimeProvider.System;

    /// <summary>Is told of every fill, in order, from whatever thread moved the clock; it must return soon and ask the server nothing.</summary>
    public Action<Fill>? OnFill { get; init; }

    /// <summary>Is told of every request to <c>/v2</c>, from many threads.</summary>
    public Action<ServedRequest>? OnRequest { get; init; }
}
