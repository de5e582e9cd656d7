using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Trading.Adapters.Exchanges;
using Trading.Core.Events;

namespace Trading.Adapters.Hosting;

/// <summary>How a program runs that trades.</summary>
public sealed record CompositionOptions
{
    /// <summary>How long the exchange's answers are waited for.</summary>
    public Patience Patience { get; init; } = Patience.Full;

    /// <summary>
    /// Whether timers wake the program: then the clock asks the exchange only when that is due, and this machine's clock stands
    /// in where the exchange has never answered. Else the exchange's own clock is used.
    /// </summary>
    public bool IsWokenByTimers { get; init; }

    /// <summary>Where is logged.</summary>
    public ILoggerFactory Logs { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Takes what happens, in the jobs and beside them.</summary>
    public ITradingEvents Events { get; init; } = CompositeEvents.None;

    /// <summary>This machine's stopwatch, timers and clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
