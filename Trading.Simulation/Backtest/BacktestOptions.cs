using Trading.Core.Orders;

namespace Trading.Simulation.Backtest;

/// <summary>How a backtest is run; everything that also exists in live trading is in the trading settings instead.</summary>
public sealed record BacktestOptions
{
    /// <summary>The report's title, which says what is run.</summary>
    public required string Run { get; init; }

    /// <summary>Cash at the start, dollars.</summary>
    public decimal StartingCash { get; init; } = 100_000m;

    /// <summary>
    /// Whether the bars of the sessions that were run are stored in the run's own archive; else the tape itself is what was
    /// collected, which thousands of symbols need.
    /// </summary>
    public bool KeepsBars { get; init; } = true;

    /// <summary>The symbols that were asked for; null for those of the settings. Those without bars are told.</summary>
    public IReadOnlyList<string>? Asked { get; init; }

    /// <summary>All sessions that are recorded, in order, also those that the tape leaves out; null for the tape's.</summary>
    public IReadOnlyList<LocalDate>? Recorded { get; init; }

    /// <summary>Puts something between the jobs and the exchange, such as a broker that fails.</summary>
    public Func<IBroker, IBroker>? Between { get; init; }

    /// <summary>How many instances of the system tick at every step over the same stores; more than one tests that two instances
    /// do no harm.</summary>
    public int Instances { get; init; } = 1;
}

/// <summary>The progress of a backtest.</summary>
/// <param name="Phase">What is being done: "learning the past" or "trading".</param>
/// <param name="Session">The current session.</param>
/// <param name="Done">Sessions done in this phase.</param>
/// <param name="Total">Sessions in this phase.</param>
public readonly record struct BacktestProgress(string Phase, LocalDate Session, int Done, int Total);
