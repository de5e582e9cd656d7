using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Storage;

namespace Trading.Reporting.Backtests;

/// <summary>A backtest with all that its report draws.</summary>
public sealed record BacktestResult
{
    /// <summary>The figures.</summary>
    public required BacktestSummary Summary { get; init; }

    /// <summary>Equity at the start and after every minute in which it was sampled, in time order.</summary>
    public required IReadOnlyList<EquityPoint> Equity { get; init; }

    /// <summary>Every trade, by entry.</summary>
    public required IReadOnlyList<TradeRow> Trades { get; init; }

    /// <summary>Claimed and actual hit rate of all resolved predictions, in bins of 0.1.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>The cards of all models trained, oldest first.</summary>
    public required IReadOnlyList<ModelCard> Models { get; init; }

    /// <summary>The days' figures.</summary>
    public required IReadOnlyList<PerformanceRow> Days { get; init; }

    /// <summary>Bars of the traded sessions, one series a symbol.</summary>
    public required IReadOnlyList<BarSeries> Prices { get; init; }
}

/// <summary>The account's equity at a moment, dollars.</summary>
public readonly record struct EquityPoint(Instant At, decimal Equity);
