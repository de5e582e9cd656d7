using Trading.Core.Evaluation.Holding;
using Trading.Core.Evaluation.Sweeps;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;

namespace Trading.Core.Evaluation;

/// <summary>
/// What walking a recipe forward over the archive has shown: the JSON document of <c>evaluate</c>. The same archive, settings and
/// trials give the same document, less <see cref="Timings"/> and <see cref="Sweep"/>.
/// </summary>
public sealed record EvaluationReport
{
    /// <summary>What is proved, and what is not.</summary>
    public required string Conclusion { get; init; }

    /// <summary>What a person should know beside it.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What was evaluated.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>Least probability of a signal.</summary>
    public required double MinConfidence { get; init; }

    /// <summary>The sessions that were forecast, with the number of forecasts and their rate of profit.</summary>
    public required DataBlock Forecast { get; init; }

    /// <summary>What the range is made of, and what it lacks.</summary>
    public RangeReport? Range { get; init; }

    /// <summary>How far it has been proven.</summary>
    public required EvidenceReport Evidence { get; init; }

    /// <summary>How good the probabilities are.</summary>
    public required ForecastScores Scores { get; init; }

    /// <summary>What was claimed beside what came true.</summary>
    public required IReadOnlyList<ReliabilityStep> Reliability { get; init; }

    /// <summary>All forecasts at or above <see cref="MinConfidence"/>.</summary>
    public required ThresholdRow Signals { get; init; }

    /// <summary>The same at other thresholds.</summary>
    public required IReadOnlyList<ThresholdRow> Thresholds { get; init; }

    /// <summary>A simple account that takes each signal.</summary>
    public required AccountReport Account { get; init; }

    /// <summary>What doing without a model would have given.</summary>
    public required BaselineReport Baselines { get; init; }

    /// <summary>How far the account's Sharpe ratio can be believed after all that was tried.</summary>
    public required TrialReport Trials { get; init; }

    /// <summary>The evidence and the calibration after each session.</summary>
    public required IReadOnlyList<EvidenceStep> Steps { get; init; }

    /// <summary>Path of the page; null when none was written.</summary>
    public string? Page { get; init; }

    /// <summary>What other machines took; null when none were asked.</summary>
    public SweepFigures? Sweep { get; init; }

    /// <summary>How long it took.</summary>
    public required EvaluationTimings Timings { get; init; }
}

/// <summary>How far a recipe has been proven. Odds are given as decimal logarithms: 2 is "100 : 1".</summary>
/// <param name="Last">After the last session.</param>
/// <param name="Trials">How many trials there were on this archive, this one included.</param>
/// <param name="IsProvenAmongAll">Whether the odds also reached the bars times <paramref name="Trials"/>: what proves the
/// best of several.</param>
public sealed record EvidenceReport(EvidencePoint Last, int Trials, bool IsProvenAmongAll);

/// <summary>An account.</summary>
/// <param name="Rules">Its rules.</param>
/// <param name="Trades">What its trades came to.</param>
/// <param name="Equity">What its equity came to.</param>
public sealed record AccountReport(AccountRules Rules, TradeFigures Trades, EquityFigures Equity)
{
    /// <summary>Sales at prices from long before the sale.</summary>
    public StaleExits StaleExits { get; init; } = StaleExits.None;
}

/// <summary>What doing without a model would have given, over the same sessions and symbols.</summary>
/// <param name="BuyAndHold">Equal dollars in each symbol, as <see cref="Evaluation.Holding.BuyAndHold"/> holds them.</param>
/// <param name="RegularHours">The same without what happened overnight.</param>
/// <param name="Random">Random entries; null when the account made no trade.</param>
/// <param name="MacdCross">The same account, which buys where the MACD crosses its signal line.</param>
public sealed record BaselineReport(
    EquityFigures BuyAndHold, EquityFigures RegularHours, RandomEntries? Random, AccountReport MacdCross)
{
    /// <summary>What a person should know of buying and holding.</summary>
    public HoldingFacts Holding { get; init; } = HoldingFacts.None;
}

/// <summary>How far a Sharpe ratio can be believed.</summary>
/// <param name="Count">Trials on this archive, this one included: recipes, each at its thresholds.</param>
/// <param name="Unreadable">Of those, lines of the log that cannot be read; they count as trials without a trade.</param>
/// <param name="ExpectedMaximum">The annualised Sharpe ratio that the best of so many would have by chance.</param>
/// <param name="ProbabilisticSharpe">Probability that this one's is above zero; null without trades.</param>
/// <param name="DeflatedSharpe">Probability that this one's is above <paramref name="ExpectedMaximum"/>; null without
/// trades.</param>
public sealed record TrialReport(
    int Count, int Unreadable, double ExpectedMaximum, double? ProbabilisticSharpe, double? DeflatedSharpe);

/// <summary>How long an evaluation took, in seconds.</summary>
/// <param name="SessionsBuilt">Sessions that had to be forecast; the others were recorded already.</param>
/// <param name="Bars">Reading the bars.</param>
/// <param name="Record">Building the record.</param>
/// <param name="Figures">All figures.</param>
/// <param name="Total">In all.</param>
public sealed record EvaluationTimings(int SessionsBuilt, double Bars, double Record, double Figures, double Total);
