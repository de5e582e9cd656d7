using Trading.Core.Features;
using Trading.Core.Learning.Base;
using Trading.Core.Orders;

namespace Trading.Core.Learning.Explanation;

/// <summary>
/// What moved a forecast, from the bars' features to the probability, each step with the numbers to compute it again by hand. It
/// is made by the code that forecasts, and its probability is the predictor's to the bit.
/// </summary>
public sealed record ForecastExplanation
{
    /// <summary>The ticker.</summary>
    public required string Symbol { get; init; }

    /// <summary>The moment of the decision, UTC; no bar used ends later.</summary>
    public required Instant Minute { get; init; }

    /// <summary>The model that was asked.</summary>
    public required string ModelId { get; init; }

    /// <summary>The calibrated probability that a share bought now ends in profit.</summary>
    public double Probability => Calibration.Probability;

    /// <summary>What is said without looking at the chart's direction.</summary>
    public double BaseProbability => Calibration.BaseProbability;

    /// <summary>The trade that is forecast.</summary>
    public required TradePlan Plan { get; init; }

    /// <summary>How the base forecast comes about.</summary>
    public required BaseForecastSteps Base { get; init; }

    /// <summary>How the trees' score comes about.</summary>
    public required ScoreBreakdown Trees { get; init; }

    /// <summary>How score and base forecast become the probability.</summary>
    public required CalibrationSteps Calibration { get; init; }

    /// <summary>What it would take to cross the confidence threshold.</summary>
    public required ThresholdDistance Threshold { get; init; }

    /// <summary>Explains a forecast.</summary>
    /// <param name="modelId">The model's id.</param>
    /// <param name="predictor">The model with its calibration.</param>
    /// <param name="question">What it is asked.</param>
    /// <param name="minConfidence">The least probability at which a share is bought.</param>
    public static ForecastExplanation Of(string modelId, Predictor predictor, ForecastQuestion question, double minConfidence)
    {
        float[] row = [.. question.Features];
        var (model, point) = (predictor.Model, predictor.Calibration);
        var walk = model.Base.Explain(row, question.MinutesToExit);
        var score = model.Trees.Explain(row);
        var trees = new ScoreBreakdown(
            score.Expected,
            score.Contributions.Select(c => new ExplainedFeature((Feature)c.Column, row[c.Column], c.Logits)),
            model.Trees.Score(row));
        var calibration = new CalibrationSteps((float)walk.LogOdds, point.Level, (float)trees.RawScore, point.Trust);
        return new ForecastExplanation
        {
            Symbol = question.Symbol,
            Minute = question.Minute,
            ModelId = modelId,
            Plan = model.Base.Plan,
            Base = walk,
            Trees = trees,
            Calibration = calibration,
            Threshold = ThresholdDistance.Of(predictor, question, trees, calibration, minConfidence),
        };
    }
}
