using Trading.Core.Learning;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Universe;

namespace Trading.Core.Settings;

/// <summary>All settings, one record for each concern.</summary>
public sealed record TradingSettings
{
    /// <summary>The tickers that are watched and traded.</summary>
    public IReadOnlyList<string> Symbols { get; init; } =
        ["SPY", "QQQ", "AAPL", "MSFT", "NVDA", "AMZN", "META", "GOOGL", "TSLA", "AMD"];

    /// <summary>
    /// Whether the symbols are the whole market: <see cref="Symbols"/> is then what the exchange, or the archive, has of it now.
    /// </summary>
    public bool IsWholeMarket { get; init; }

    /// <summary>Which of the symbols a session scans.</summary>
    public UniverseRule Universe { get; init; } = UniverseRule.AllSymbols;

    /// <summary>The data feed: <c>iex</c> is what a free account sees, <c>sip</c> is the consolidated tape.</summary>
    public string Feed { get; init; } = "iex";

    /// <summary>What a trade may risk.</summary>
    public RiskLimits Risk { get; init; } = new();

    /// <summary>How models are trained and judged.</summary>
    public LearningSettings Learning { get; init; } = new();

    /// <summary>When jobs are due.</summary>
    public ScheduleSettings Schedule { get; init; } = new();

    /// <summary>Calendar days that a backup of the journal is kept.</summary>
    public int KeepBackupsDays { get; init; } = 30;

    /// <summary>The longest time a trade is held; null to hold until the day's exit.</summary>
    public Duration? Horizon { get; init; }

    /// <summary>The trade that these settings make; the label describes the same one.</summary>
    public TradePlan Plan => new(Risk.StopLoss, Risk.TakeProfit, Learning.CostBps, Schedule.CloseBefore, Horizon);

    /// <summary>The recipe of the models that these settings train and trade.</summary>
    public Recipe Recipe => Recipe.Of(Learning, Plan, Symbols) with
    {
        IsWholeMarket = IsWholeMarket,
        Universe = Universe,
    };
}
