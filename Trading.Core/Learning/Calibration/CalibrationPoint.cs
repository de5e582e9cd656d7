using System.Runtime.InteropServices;

namespace Trading.Core.Learning.Calibration;

/// <summary>
/// How far a score is believed: log-odds of the probability = base + level + trust x (score - base - level), where the base is
/// the base forecast's log-odds. Without trust the probability is the base forecast.
/// </summary>
/// <param name="Level">Added to the base forecast: how much more or less often than it says trades have ended in profit.</param>
/// <param name="Trust">How much of the score's difference from the base forecast is believed; at least zero.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct CalibrationPoint(double Level, double Trust)
{
    /// <summary>The log-odds of the levelled base forecast.</summary>
    /// <param name="baseLogOdds">The base forecast's log-odds.</param>
    public double BaseOf(double baseLogOdds) => baseLogOdds + Level;

    /// <summary>The log-odds of the calibrated probability.</summary>
    /// <param name="score">The trees' score.</param>
    /// <param name="baseLogOdds">The base forecast's log-odds.</param>
    public double ProbabilityOf(double score, double baseLogOdds) =>
        BaseOf(baseLogOdds) + (Trust * (score - BaseOf(baseLogOdds)));
}
