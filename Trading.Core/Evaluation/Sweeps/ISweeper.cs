
namespace Trading.Core.Evaluation.Sweeps;

/// <summary>A slice that was set aside after every try.</summary>
/// <param name="Recipe">The recipe's id.</param>
/// <param name="First">Its first session (New York date).</param>
/// <param name="Last">Its last session.</param>
/// <param name="Error">Why, in one sentence.</param>
public sealed record SliceFailure(string Recipe, LocalDate First, LocalDate Last, string Error);

/// <summary>How far a sweep is.</summary>
/// <param name="Done">Slices done.</param>
/// <param name="Total">Slices in all.</param>
/// <param name="Figures">What it took so far.</param>
/// <param name="SessionsASecond">Sessions forecast a second of this machine's time; null before the first.</param>
/// <param name="Left">How long it is likely to take from here on; null when that is not known.</param>
public sealed record SweepProgress(int Done, int Total, SweepFigures Figures, double? SessionsASecond, Duration? Left);

/// <summary>What came of a sweep.</summary>
/// <param name="Figures">What it took.</param>
/// <param name="SetAside">The slices that were set aside; everything else is done.</param>
public sealed record SweepOutcome(SweepFigures Figures, IReadOnlyList<SliceFailure> SetAside);

/// <summary>Runs the slices of a plan on other machines.</summary>
public interface ISweeper
{
    /// <summary>Runs them all.</summary>
    /// <param name="plan">The plan, with at least one slice.</param>
    /// <param name="cancel">Stops the sweep: slices that have not begun are skipped. What was made stays.</param>
    Task<SweepOutcome> RunAsync(SweepPlan plan, CancellationToken cancel);
}
