namespace Trading.Core.Evaluation.Sweeps;

/// <summary>
/// A slice would not make what was planned, here and however often it is tried: its bars, its recipe or the program are not those
/// of the plan. The message says which.
/// </summary>
public sealed class SliceRefusedException(string message) : Exception(message);
