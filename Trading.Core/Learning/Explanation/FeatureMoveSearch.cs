using Trading.Core.Features;
using Trading.Core.Learning.Trees;

namespace Trading.Core.Learning.Explanation;

/// <summary>
/// Looks for the nearest value of one feature at which a forecast crosses the threshold, all else fixed. The score changes at the
/// trees' thresholds alone, so these are all the values to try. Three features the base forecast reads, too (time since the open,
/// volatility of 30 bars, density): their base forecast moves with them, and the value is the nearest of those tried.
/// </summary>
/// <param name="predictor">The model with its calibration.</param>
/// <param name="question">What it is asked.</param>
/// <param name="minConfidence">The threshold.</param>
internal sealed class FeatureMoveSearch(Predictor predictor, ForecastQuestion question, double minConfidence)
{
    private readonly SplitThresholds thresholds = SplitThresholds.Of(predictor.Model.Trees);
    private readonly float[] row = [.. question.Features];

    /// <summary>The move of a feature.</summary>
    public FeatureMove Of(Feature feature)
    {
        var value = question.Features[(int)feature];
        var isSignal = ThresholdDistance.IsSignal(ProbabilityAt(feature, value), minConfidence);
        var asked = thresholds[(int)feature].Where(float.IsFinite).ToList();
        // A row enters the lower side at the threshold itself, and the upper one at the next number above it.
        var below = asked.Where(t => t < value).Reverse();
        var above = asked.Where(t => t >= value).Select(MathF.BitIncrement);
        var found = new[] { First(feature, below, isSignal), First(feature, above, isSignal) }
            .Where(move => move is not null).MinBy(move => Math.Abs((double)move!.Value.To - value));
        return new FeatureMove(feature, value, found?.To, found?.Probability);
    }

    private (float To, double Probability)? First(Feature feature, IEnumerable<float> values, bool isSignal)
    {
        foreach (var to in values)
        {
            var probability = ProbabilityAt(feature, to);
            if (ThresholdDistance.IsSignal(probability, minConfidence) != isSignal) return (to, probability);
        }
        return null;
    }

    private double ProbabilityAt(Feature feature, float value)
    {
        row[(int)feature] = value;
        var probability = predictor.Predict(row, question.MinutesToExit).Probability;
        row[(int)feature] = question.Features[(int)feature];
        return probability;
    }
}
