using Trading.Core.Features;

namespace Trading.Simulation.Auditing;

/// <summary>What a decision is made from.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Minute">The minute of the decision: the end of the newest bar that may be used.</param>
/// <param name="Price">That bar's close, dollars; null where the row is not traded on, as in training.</param>
/// <param name="Features">The row, in the order of <see cref="FeatureSchema"/>.</param>
public sealed record DecisionRow(string Symbol, Instant Minute, decimal? Price, float[] Features);
