using System.Runtime.InteropServices;

namespace Trading.Core.Learning.Trees;

/// <summary>
/// What moved a score away from the score of an average training row. All numbers are multiples of 2^-36 logits, so that
/// <see cref="Expected"/> and <see cref="Contributions"/>, added in any order, give <see cref="Score"/> to the last bit.
/// </summary>
/// <param name="Expected">The mean score of the training rows, in logits.</param>
/// <param name="Contributions">One for each feature, in the order of the row; 0 for a feature on none of the row's paths.</param>
public sealed record ScoreExplanation(double Expected, IReadOnlyList<FeatureContribution> Contributions)
{
    /// <summary>The row's score in logits, before calibration; the same bits as <see cref="TreeEnsemble.Score"/>.</summary>
    public double Score => Expected + Contributions.Sum(c => c.Logits);
}

/// <summary>What one feature added to a score.</summary>
/// <param name="Column">Position of the feature in the row.</param>
/// <param name="Logits">What it added; negative when it lowered the score.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FeatureContribution(int Column, double Logits);
