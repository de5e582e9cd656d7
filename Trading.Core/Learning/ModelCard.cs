using System.Text.Json.Serialization;
using Trading.Core.Learning.Calibration;
using Trading.Core.Learning.Evidence;
using Trading.Core.Orders;

namespace Trading.Core.Learning;

/// <summary>
/// What is known of a model. Every figure under <see cref="Judged"/> was measured on sessions that the models of this recipe had
/// not seen when they forecast them.
/// </summary>
public sealed record ModelCard
{
    /// <summary>Version of the model's file; 1 in cards that do not say.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>Training time and a hash of the content.</summary>
    public required string Id { get; init; }

    /// <summary>When it was trained, UTC.</summary>
    public required Instant TrainedAt { get; init; }

    /// <summary>The recipe's id; empty in cards of older programs.</summary>
    public string Recipe { get; init; } = "";

    /// <summary>The trainer.</summary>
    public required ModelType ModelType { get; init; }

    /// <summary>Version of the feature schema; a predictor of another version refuses the model.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>Feature names in row order.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>The symbols it learned from.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>The trade that the label describes.</summary>
    public required TradePlan Label { get; init; }

    /// <summary>Seed of the training.</summary>
    public required int Seed { get; init; }

    /// <summary>Sessions and rows that the trees were grown on.</summary>
    public required DataBlock Training { get; init; }

    /// <summary>How far its scores are believed, learned from the record.</summary>
    [JsonPropertyName("believed")]
    public CalibrationPoint Calibration { get; init; }

    /// <summary>Sessions and rows of the out-of-sample record that <see cref="Judged"/> is about; null before the
    /// first.</summary>
    public DataBlock? Judgement { get; init; }

    /// <summary>How models of this recipe did on the newest sessions of the record; null without a record.</summary>
    public Evaluation? Judged { get; init; }

    /// <summary>The evidence for the recipe; null without a record.</summary>
    public EvidencePoint? Evidence { get; init; }

    /// <summary>
    /// The evidence after each of the record's newest sessions, at most 250 of them, oldest first: what a picture of it draws,
    /// with odds to three decimals of their logarithm. Empty without a record, and in cards of older programs.
    /// </summary>
    public IReadOnlyList<EvidencePoint> EvidenceHistory { get; init; } = [];

    /// <summary>Each feature's share of what moves the trees' score, largest first; sums to one.</summary>
    public required IReadOnlyList<FeatureShare> Importance { get; init; }

    /// <summary>What was decided in the night of its training; null before that.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Wall-clock seconds of the night's learning; not part of the id.</summary>
    public required double Seconds { get; init; }
}

/// <summary>A block of consecutive sessions.</summary>
/// <param name="First">First session (New York date).</param>
/// <param name="Last">Last session.</param>
/// <param name="Sessions">How many sessions.</param>
/// <param name="Rows">Labelled rows.</param>
/// <param name="BaseRate">Fraction of rows whose label is "profit".</param>
public sealed record DataBlock(LocalDate First, LocalDate Last, int Sessions, int Rows, double BaseRate);

/// <summary>A feature's share of the trees' total gain, from 0 to 1.</summary>
public sealed record FeatureShare(string Feature, double Share);

/// <summary>How calibrated probabilities did on labelled rows.</summary>
public sealed record Evaluation
{
    /// <summary>Labelled rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Fraction of these rows that ended in profit.</summary>
    public required double BaseRate { get; init; }

    /// <summary>Fraction of rows called rightly at 0.5.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Accuracy of always saying the more frequent answer of these rows.</summary>
    public required double MajorityClass { get; init; }

    /// <summary>Area under the ROC curve; 0.5 is chance. Null when all labels are the same.</summary>
    public double? Auc { get; init; }

    /// <summary>Mean log-loss, nats.</summary>
    public required double LogLoss { get; init; }

    /// <summary>Mean log-loss of the base forecast, nats.</summary>
    public required double BaseLogLoss { get; init; }

    /// <summary>Mean squared error of the probabilities.</summary>
    public required double Brier { get; init; }

    /// <summary>Mean squared error of the base forecast.</summary>
    public required double BaseBrier { get; init; }

    /// <summary>Claimed and actual hit rate in ten bins of 0.1; bins without rows are left out.</summary>
    public required IReadOnlyList<ReliabilityBin> Reliability { get; init; }

    /// <summary>What happens at or above the confidence threshold.</summary>
    public required SignalQuality Signals { get; init; }
}

/// <summary>Rows whose probability lies in [From, To).</summary>
/// <param name="From">Lower edge.</param>
/// <param name="To">Upper edge.</param>
/// <param name="Count">Rows.</param>
/// <param name="Claimed">Their mean probability.</param>
/// <param name="Actual">Fraction of them that ended in profit.</param>
public sealed record ReliabilityBin(double From, double To, int Count, double Claimed, double Actual);

/// <summary>The rows at or above a threshold. Rates are null when there are none.</summary>
/// <param name="Threshold">The least probability.</param>
/// <param name="Count">Rows.</param>
/// <param name="Claimed">Their mean probability.</param>
/// <param name="Actual">Fraction of them that ended in profit.</param>
/// <param name="MeanNetReturn">Mean return after costs of the trades they stand for, as a fraction.</param>
public sealed record SignalQuality(double Threshold, int Count, double? Claimed, double? Actual, double? MeanNetReturn);

/// <summary>What a night decides.</summary>
public enum Decision
{
    /// <summary>The recipe has just been proven: its models trade full positions from now on.</summary>
    Promote,

    /// <summary>Everything stays as it was.</summary>
    Keep,

    /// <summary>What was proven is doubted: nothing trades.</summary>
    Retire,
}

/// <summary>A decision with its reason in a sentence that has the figures in it.</summary>
public sealed record Verdict(Decision Decision, string Reason);
