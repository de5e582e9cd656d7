using Trading.Core.Learning.Trees;

namespace Trading.Core.Learning.Explanation;

/// <summary>What it would take for a forecast to cross the confidence threshold: upwards below it, downwards at or above
/// it.</summary>
public sealed record ThresholdDistance
{
    /// <summary>The least probability at which a share is bought.</summary>
    public required double MinConfidence { get; init; }

    /// <summary>Whether the forecast is at or above it: a signal.</summary>
    public required bool IsReached { get; init; }

    /// <summary>The threshold's natural log-odds.</summary>
    public double LogOddsNeeded => LogOdds.Of(MinConfidence);

    /// <summary>
    /// The score whose forecast is the threshold, at this base forecast and trust: levelled base + (log-odds needed - levelled
    /// base) / trust. Null when nothing of a score is believed.
    /// </summary>
    public required double? ScoreNeeded { get; init; }

    /// <summary>Bounds of the scores that these trees can give to any row, logits.</summary>
    public required ScoreRange Scores { get; init; }

    /// <summary>Whether the score at one of those bounds would bring the forecast across.</summary>
    public required bool IsWithinScores { get; init; }

    /// <summary>The features that the trees ask about, those that contributed most first, each with how far it alone would have
    /// to move.</summary>
    public required IReadOnlyList<FeatureMove> Moves { get; init; }

    /// <summary>Whether a probability is a signal; like the scan, it compares a <c>float</c>.</summary>
    public static bool IsSignal(double probability, double minConfidence) => (float)probability >= minConfidence;

    /// <summary>The distance of a forecast.</summary>
    /// <param name="predictor">The model with its calibration.</param>
    /// <param name="question">What it was asked.</param>
    /// <param name="trees">What the trees said.</param>
    /// <param name="steps">What became of it.</param>
    /// <param name="minConfidence">The threshold.</param>
    internal static ThresholdDistance Of(
        Predictor predictor, ForecastQuestion question, ScoreBreakdown trees, CalibrationSteps steps, double minConfidence)
    {
        var thresholds = SplitThresholds.Of(predictor.Model.Trees);
        var search = new FeatureMoveSearch(predictor, question, minConfidence);
        var isReached = IsSignal(steps.Probability, minConfidence);
        var scores = ScoreRange.Of(predictor.Model.Trees);
        var furthest = steps with { Score = (float)(isReached ? scores.Lowest : scores.Highest) };
        return new ThresholdDistance
        {
            MinConfidence = minConfidence,
            IsReached = isReached,
            ScoreNeeded = steps.Trust > 0
                ? steps.LevelledBase + ((LogOdds.Of(minConfidence) - steps.LevelledBase) / steps.Trust)
                : null,
            Scores = scores,
            IsWithinScores = IsSignal(furthest.Probability, minConfidence) != isReached,
            Moves = [.. trees.Features.Where(f => thresholds[(int)f.Feature].Count > 0).Select(f => search.Of(f.Feature))],
        };
    }
}
