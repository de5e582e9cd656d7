using Trading.Core.Learning.Calibration;

namespace Trading.Core.Learning.Explanation;

/// <summary>
/// How a score and a base forecast become a probability. Each number follows from those above it.
/// </summary>
/// <param name="BaseLogOdds">Log-odds of the base forecast, rounded to a <c>float</c> as in the out-of-sample record.</param>
/// <param name="Level">Added to it: how much more or less often than it says trades have ended in profit.</param>
/// <param name="Score">The trees' score in logits, rounded to a <c>float</c> as in the out-of-sample record.</param>
/// <param name="Trust">How much of the score's difference from the levelled base is believed; at least zero.</param>
public sealed record CalibrationSteps(double BaseLogOdds, double Level, double Score, double Trust)
{
    /// <summary>Base log-odds + level.</summary>
    public double LevelledBase => Point.BaseOf(BaseLogOdds);

    /// <summary>What is said without the trees: 1 / (1 + exp(-levelled base)).</summary>
    public double BaseProbability => LogOdds.ToProbability(LevelledBase);

    /// <summary>Score - levelled base, logits.</summary>
    public double Difference => Score - LevelledBase;

    /// <summary>Log-odds of the forecast: levelled base + trust x difference.</summary>
    public double ForecastLogOdds => Point.ProbabilityOf(Score, BaseLogOdds);

    /// <summary>The calibrated probability of a profit: 1 / (1 + exp(-forecast log-odds)).</summary>
    public double Probability => LogOdds.ToProbability(ForecastLogOdds);

    private CalibrationPoint Point => new(Level, Trust);
}
