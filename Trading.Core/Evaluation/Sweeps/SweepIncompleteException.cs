namespace Trading.Core.Evaluation.Sweeps;

/// <summary>Slices were set aside, so that a record that is needed has gaps. Everything else is done and kept.</summary>
/// <param name="failures">The slices.</param>
public sealed class SweepIncompleteException(IReadOnlyList<SliceFailure> failures) : Exception(
    $"{failures.Count} slice{(failures.Count == 1 ? " was" : "s were")} set aside.")
{
    /// <summary>The slices.</summary>
    public IReadOnlyList<SliceFailure> Failures { get; } = failures;
}
