using System.Runtime.InteropServices;
using Trading.Core.Features;

namespace Trading.Core.Learning.Explanation;

/// <summary>How far one feature alone would have to move for the forecast to cross the threshold.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Value">Its value now.</param>
/// <param name="To">The nearest value at which the forecast lies on the threshold's other side; null when there is none.</param>
/// <param name="Probability">The calibrated probability there; null when there is none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct FeatureMove(Feature Feature, float Value, float? To, double? Probability);
