using Trading.Core.Statistics;

namespace Trading.Core.Evaluation;

/// <summary>A figure with its interval.</summary>
/// <param name="Value">The figure over all rows.</param>
/// <param name="Interval">95 %, by a block bootstrap of sessions; null for what does not vary, or cannot be estimated.</param>
public sealed record Estimate(double Value, ConfidenceInterval? Interval);
