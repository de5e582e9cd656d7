using OxyPlot;
using OxyPlot.Series;
using Trading.Core.Evaluation;
using Trading.Core.Learning.Calibration;
using Trading.Reporting.Charts;

namespace Trading.Reporting.Evaluations;

/// <summary>How far the scores were believed, session by session, and by how much the base forecast was moved.</summary>
public static class CalibrationChart
{
    /// <summary>Draws it; nothing below two sessions.</summary>
    /// <param name="steps">One for each session, in order.</param>
    public static Markup Draw(IReadOnlyList<EvidenceStep> steps)
    {
        if (steps.Count < 2) return Markup.Empty;
        var plot = SvgDrawing.NewPlot();
        plot.Axes.Add(new SessionAxis(steps.Select(step => step.Evidence.Session)).AtTheFoot());
        Curve("trust", 0.54, 1, SvgTheme.Accent, point => point.Trust);
        Curve("level", 0, 0.46, SvgTheme.Muted, point => point.Level);
        return SvgDrawing.Draw(plot, "calibration", 300, "Trust in the scores, and the level added to the base forecast");

        void Curve(string name, double start, double end, OxyColor color, Func<CalibrationPoint, double> value)
        {
            double[] values = [.. steps.Select(step => value(step.Calibration))];
            var (from, to) = PlotAxes.Around(values.Append(0));
            var decimals = to - from >= 0.5 ? 1 : to - from >= 0.05 ? 2 : 3;
            var axis = PlotAxes.Vertical(from, to, v => FigureText.Number(v, decimals));
            (axis.Key, axis.StartPosition, axis.EndPosition, axis.Title) = (name, start, end, name);
            plot.Axes.Add(axis);
            var series = new LineSeries { YAxisKey = name, Color = color, StrokeThickness = 1.6 };
            foreach (var (index, v) in values.Index()) series.Points.Add(new DataPoint(index + 0.5, v));
            plot.Series.Add(series);
        }
    }
}
