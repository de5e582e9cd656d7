using Trading.Cli.Output;
using Trading.Core.Evaluation.Sweeps;
using Trading.Reporting;

namespace Trading.Cli.Evaluating;

/// <summary>The words for a sweep.</summary>
internal static class SweepText
{
    /// <summary>What Ctrl-C leaves of a sweep.</summary>
    public const string Kept = "On Azure the slices that have begun end, and the others are skipped.";

    /// <summary>What a sweep took.</summary>
    public static string Of(SweepFigures figures) =>
        $"{FigureText.Counted(figures.Slices, "slice")}, {FigureText.Number(figures.Seconds, 0)} s of all workers, "
        + $"{FigureText.Number(figures.GigabyteSeconds, 0)} GB-s, {Price(figures)}";

    /// <summary>The slices that were set aside, each with its reason.</summary>
    public static string Of(IReadOnlyList<SliceFailure> failures) => string.Join(' ', failures.Select(failure =>
        $"Sessions {FigureText.Date(failure.First)} to {FigureText.Date(failure.Last)} of recipe {failure.Recipe} were set "
        + $"aside: {failure.Error}"));

    /// <summary>The end of a command whose record has gaps.</summary>
    public static RefusedException Refusal(SweepIncompleteException e) => new(
        $"{Of(e.Failures)} All other slices are done and kept; the same command tries these again.");

    private static string Price(SweepFigures figures) => $"about ${FigureText.Number(figures.EstimatedDollars, 4)} (estimate)";

    /// <summary>Shows how far a sweep is.</summary>
    public sealed class Steps(IProgress<ProgressStep> display) : IProgress<SweepProgress>
    {
        /// <inheritdoc/>
        public void Report(SweepProgress value) =>
            display.Report(new ProgressStep("slices on Azure", value.Done, value.Total) { Detail = Detail(value) });

        private static string Detail(SweepProgress value)
        {
            if (value.SessionsASecond is not { } rate) return "no worker has finished a slice yet";
            var left = value.Left is { } time && value.Done < value.Total
                ? $", {FigureText.Number(Math.Ceiling(time.TotalMinutes), 0)} min left" : "";
            return $"{FigureText.Number(rate, 1)} sessions/s{left}, {Price(value.Figures)}";
        }
    }
}
