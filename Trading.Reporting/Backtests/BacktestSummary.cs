using Trading.Core.Evaluation;
using Trading.Core.Evaluation.Holding;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;

namespace Trading.Reporting.Backtests;

/// <summary>A backtest in figures; the JSON document of <c>demo</c> and <c>backtest</c>. Rates are null where nothing was
/// counted.</summary>
public sealed record BacktestSummary
{
    /// <summary>What was run, in words.</summary>
    public required string Run { get; init; }

    /// <summary>First traded session (New York date).</summary>
    public required LocalDate From { get; init; }

    /// <summary>Last traded session.</summary>
    public required LocalDate To { get; init; }

    /// <summary>Sessions traded.</summary>
    public required int Sessions { get; init; }

    /// <summary>Bars of those sessions.</summary>
    public required long Bars { get; init; }

    /// <summary>Predictions made.</summary>
    public required int Predictions { get; init; }

    /// <summary>Entry orders that the exchange took, filled or not.</summary>
    public required int Entries { get; init; }

    /// <summary>Round trips closed.</summary>
    public required int Trades { get; init; }

    /// <summary>Fraction of trades with a profit.</summary>
    public required double? WinRate { get; init; }

    /// <summary>Profit or loss after costs, dollars.</summary>
    public required decimal NetPnl { get; init; }

    /// <summary>The same as a fraction of the starting equity.</summary>
    public required double Return { get; init; }

    /// <summary>Largest fall of equity, sampled each minute, from its highest so far, as a fraction of that.</summary>
    public required double MaxDrawdown { get; init; }

    /// <summary>Mean over standard deviation of daily returns, times the root of 252; null below two sessions or without
    /// variation.</summary>
    public required double? Sharpe { get; init; }

    /// <summary>Probability that the true Sharpe ratio is above zero (Bailey and Lopez de Prado 2012); null where Sharpe
    /// is.</summary>
    public required double? ProbabilisticSharpe { get; init; }

    /// <summary>Models trained, the one before the first session included.</summary>
    public required int ModelsTrained { get; init; }

    /// <summary>Nights in which the recipe was proven that had not been.</summary>
    public required int ModelsPromoted { get; init; }

    /// <summary>Nights in which a proven recipe came into doubt.</summary>
    public required int ModelsRetired { get; init; }

    /// <summary>Which model is in use at the end, and why.</summary>
    public required string Model { get; init; }

    /// <summary>How far that model has been proven.</summary>
    public required ModelStanding Standing { get; init; }

    /// <summary>The evidence for its recipe; null without a session that its models had not seen.</summary>
    public EvidencePoint? Evidence { get; init; }

    /// <summary>Share of predictions that were right at 0.5.</summary>
    public required AccuracySummary Accuracy { get; init; }

    /// <summary>Claimed and actual hit rate of signals at or above the threshold.</summary>
    public required ConfidenceSummary Confidence { get; init; }

    /// <summary>What doing without a model would have given.</summary>
    public required BaselineSummary Baselines { get; init; }

    /// <summary>Predictions by what was done with them, most frequent first.</summary>
    public required IReadOnlyDictionary<string, int> Decisions { get; init; }

    /// <summary>What the range is made of, and what it lacks.</summary>
    public RangeReport? Range { get; init; }

    /// <summary>Trades that were sold at a price from long before the sale, because their symbol had no bar since.</summary>
    public StaleExits StaleExits { get; init; } = StaleExits.None;

    /// <summary>Whether every session ended without a position; <see cref="StaleExits"/> says what was sold at an old price for
    /// it.</summary>
    public required bool FlatAtEveryClose { get; init; }

    /// <summary>What of "What always holds" did not hold; empty is right.</summary>
    public required IReadOnlyList<string> Violations { get; init; }

    /// <summary>Path of the HTML report; null when none was written.</summary>
    public string? Report { get; init; }

    /// <summary>Wall-clock seconds.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>Bars of the traded sessions per wall-clock second, training included.</summary>
    public required double BarsPerSecond { get; init; }
}

/// <summary>Fractions of resolved predictions, all out of sample; null when there are none.</summary>
/// <param name="All">Right at 0.5.</param>
/// <param name="MajorityClass">Accuracy of always saying the more frequent answer of these predictions.</param>
/// <param name="Bayes">Accuracy, on the same predictions, of the best possible forecast; null where it is not known.</param>
public sealed record AccuracySummary(double? All, double? MajorityClass, double? Bayes);

/// <summary>Signals at or above the threshold, whether traded or not; all out of sample.</summary>
/// <param name="Threshold">The least probability.</param>
/// <param name="Claimed">Mean probability.</param>
/// <param name="Actual">Fraction that ended in profit.</param>
/// <param name="Count">Signals whose outcome is known.</param>
public sealed record ConfidenceSummary(double Threshold, double? Claimed, double? Actual, int Count);

/// <summary>Baselines over the same sessions and symbols, after the same costs.</summary>
/// <param name="BuyAndHold">The starting cash in equal parts in every symbol, as <see cref="Core.Evaluation.Holding.BuyAndHold"/>
/// holds them.</param>
/// <param name="RandomEntry">The same number of trades, with the same stop, target and size, entered at random predicted
/// minutes.</param>
public sealed record BaselineSummary(Baseline BuyAndHold, Baseline? RandomEntry)
{
    /// <summary>What a person should know of buying and holding.</summary>
    public HoldingFacts Holding { get; init; } = HoldingFacts.None;
}

/// <summary>A baseline's result.</summary>
/// <param name="Return">Return of the money put in, as a fraction (a trade's mean, for random entry).</param>
/// <param name="Pnl">Dollars: of the starting cash for buying and holding, of what the run's trades put in for random
/// entry.</param>
public sealed record Baseline(double Return, decimal Pnl);
