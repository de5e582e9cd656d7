using Trading.Core.Orders;

namespace Trading.Simulation.Backtest;

/// <summary>How a backtest is run; everything that also exists in live trading is in the trading settings instead.</summary>
public sealed record BacktestOptions
{
    /// <summary>What is run, in words; the report's title.</summary>
    public required string Run { get; init; }

    /// <summary>Cash at the start, dollars.</summary>
    public decimal StartingCash { get; init; } = 100_000m;

    /// <summary>Puts something between the jobs and the exchange, such as a broker that fails.</summary>
    public Func<IBroker, IBroker>? Between { get; init; }

    /// <summary>How many instances of the system tick at every step over the same stores; more than one is a fault to survive.</summary>
    public int Instances { get; init; } = 1;
}

/// <summary>Where a backtest is.</summary>
/// <param name="Phase">What is being done: "learning the past" or "trading".</param>
/// <param name="Session">The session it is at.</param>
/// <param name="Done">Sessions done in this phase.</param>
/// <param name="Total">Sessions in this phase.</param>
public readonly record struct BacktestProgress(string Phase, LocalDate Session, int Done, int Total);
