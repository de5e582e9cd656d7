using System.Runtime.InteropServices;

namespace Trading.Core.Statistics;

/// <summary>Between which values a figure lies, with the confidence that it was made for.</summary>
/// <param name="Low">The lower bound, in the figure's unit.</param>
/// <param name="High">The upper bound.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ConfidenceInterval(double Low, double High);
