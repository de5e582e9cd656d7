using System.Runtime.InteropServices;
using Trading.Core.Features;

namespace Trading.Core.Learning.Explanation;

/// <summary>What one feature added to the trees' score.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Value">Its value in the row.</param>
/// <param name="Logits">What it added, natural log-odds; negative when it lowered the score.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ExplainedFeature(Feature Feature, float Value, double Logits);

/// <summary>
/// The trees' score in parts: the mean score of the training rows, and what each feature added. The parts are multiples of 2^-36
/// logits, so that they add up to the score exactly, in any order.
/// </summary>
public sealed record ScoreBreakdown
{
    /// <summary>Takes the parts of a score.</summary>
    /// <param name="expected">The mean score of the training rows, logits.</param>
    /// <param name="features">What each feature added, in any order.</param>
    /// <param name="rawScore">The score, logits.</param>
    /// <exception cref="ArgumentException">The parts do not add up to the score.</exception>
    public ScoreBreakdown(double expected, IEnumerable<ExplainedFeature> features, double rawScore)
    {
        Features =
        [
            .. features.OrderByDescending(f => Math.Abs(f.Logits)).ThenBy(f => f.Feature),
        ];
        var sum = expected + Features.Sum(f => f.Logits);
        // Exactly: a difference, however small, means that the parts are of another row or of other trees.
        if (!sum.Equals(rawScore)) throw new ArgumentException(
            $"The parts add up to {sum:R} logits; the score is {rawScore:R}.", nameof(features));
        (Expected, RawScore) = (expected, rawScore);
    }

    /// <summary>The mean score of the training rows, logits.</summary>
    public double Expected { get; }

    /// <summary>What each feature added, the largest magnitude first.</summary>
    public IReadOnlyList<ExplainedFeature> Features { get; }

    /// <summary>The score, logits: <see cref="Expected"/> and what the features added.</summary>
    public double RawScore { get; }
}
