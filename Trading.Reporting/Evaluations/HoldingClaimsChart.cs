using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Series;
using Trading.Core.Evaluation;
using Trading.Reporting.Charts;

namespace Trading.Reporting.Evaluations;

/// <summary>What was claimed beside what came true, with error bars by session; a larger point stands for more
/// forecasts.</summary>
public static class HoldingClaimsChart
{
    private const double Intervals = 1.96;

    /// <summary>Draws it; nothing without a bin.</summary>
    /// <param name="steps">The bins, in order.</param>
    /// <param name="threshold">Least probability of a signal; marked by a line.</param>
    public static Markup Draw(IReadOnlyList<ReliabilityStep> steps, double threshold)
    {
        if (steps.Count == 0) return Markup.Empty;
        var plot = SvgDrawing.NewPlot();
        var claimed = PlotAxes.Horizontal(0, 1, Tenths);
        (claimed.MajorStep, claimed.Title) = (0.2, "claimed probability of profit");
        var actual = PlotAxes.Vertical(0, 1, Tenths);
        (actual.MajorStep, actual.Title) = (0.2, "came true");
        plot.Axes.Add(claimed);
        plot.Axes.Add(actual);
        plot.Annotations.Add(Line(
            new LineAnnotation { Type = LineAnnotationType.LinearEquation, Slope = 1, Intercept = 0 }, SvgTheme.Muted));
        plot.Annotations.Add(Line(new LineAnnotation { Type = LineAnnotationType.Vertical, X = threshold }, SvgTheme.Loss));
        var bars = new LineSeries { Color = SvgTheme.Accent, StrokeThickness = 1.2 };
        var points = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerFill = SvgTheme.Accent };
        var most = steps.Max(step => step.Rows);
        foreach (var step in steps)
        {
            var size = 2.5 + (4 * Math.Sqrt((double)step.Rows / most));
            points.Points.Add(new ScatterPoint(step.Claimed, step.CameTrue.Value, size));
            if (step.CameTrue.StandardError is not { } error) continue;
            bars.Points.AddRange(
            [
                new(step.Claimed, Math.Max(0, step.CameTrue.Value - (Intervals * error))),
                new(step.Claimed, Math.Min(1, step.CameTrue.Value + (Intervals * error))),
                DataPoint.Undefined,
            ]);
        }
        plot.Series.Add(bars);
        plot.Series.Add(points);
        return SvgDrawing.Draw(plot, "claims", 380, "Claimed probability and what came true, with error bars by session");
    }

    private static LineAnnotation Line(LineAnnotation line, OxyColor color)
    {
        (line.Color, line.LineStyle, line.StrokeThickness) = (color, LineStyle.Dash, 1.2);
        return line;
    }

    private static string Tenths(double share) => FigureText.Percent(share, 0);
}
