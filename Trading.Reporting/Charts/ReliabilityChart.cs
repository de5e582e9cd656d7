using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Series;
using Trading.Core.Learning;

namespace Trading.Reporting.Charts;

/// <summary>What the model claimed beside what came, and beneath it how many predictions stand behind each point.</summary>
public static class ReliabilityChart
{
    /// <summary>Draws it; nothing without a bin.</summary>
    /// <param name="bins">Claimed and actual hit rate, in bins.</param>
    /// <param name="threshold">The least probability at which shares are bought; marked by a line.</param>
    public static Markup Draw(IReadOnlyList<ReliabilityBin> bins, double threshold)
    {
        if (bins.Count == 0) return Markup.Empty;
        var plot = SvgDrawing.NewPlot();
        var claimed = PlotAxes.Horizontal(0, 1, Tenths);
        (claimed.MajorStep, claimed.Title) = (0.2, "claimed probability of profit");
        var actual = PlotAxes.Vertical(0, 1, Tenths);
        (actual.Key, actual.StartPosition, actual.EndPosition, actual.MajorStep, actual.Title) = (
            "actual", 0.3, 1, 0.2, "actual");
        var most = Math.Max(1, bins.Max(bin => bin.Count));
        var counts = PlotAxes.Vertical(0, most * 1.5, _ => "");
        (counts.Key, counts.StartPosition, counts.EndPosition, counts.Title) = ("counts", 0, 0.22, "count");
        counts.MajorGridlineStyle = LineStyle.None;
        plot.Axes.Add(claimed);
        plot.Axes.Add(actual);
        plot.Axes.Add(counts);

        plot.Annotations.Add(
            Line(new LineAnnotation { Type = LineAnnotationType.LinearEquation, Slope = 1, Intercept = 0 }, SvgTheme.Muted));
        plot.Annotations.Add(Line(new LineAnnotation { Type = LineAnnotationType.Vertical, X = threshold }, SvgTheme.Loss));
        plot.Series.Add(Points(bins));
        var bars = new RectangleBarSeries
        {
            YAxisKey = counts.Key,
            FillColor = OxyColor.FromAColor(110, SvgTheme.Accent),
            StrokeThickness = 0,
            StrokeColor = SvgTheme.Grid,
        };
        foreach (var bin in bins)
        {
            bars.Items.Add(new RectangleBarItem(bin.From + 0.005, 0, bin.To - 0.005, bin.Count));
            plot.Annotations.Add(new TextAnnotation
            {
                YAxisKey = counts.Key,
                Text = FigureText.ShortCount(bin.Count),
                TextPosition = new DataPoint((bin.From + bin.To) / 2, bin.Count),
                TextVerticalAlignment = VerticalAlignment.Bottom,
                Offset = new ScreenVector(0, -4),
                TextColor = SvgTheme.Ink,
                FontSize = SvgDrawing.FontSize - 1,
                StrokeThickness = 0,
                Stroke = OxyColors.Transparent,
            });
        }
        plot.Series.Add(bars);
        return SvgDrawing.Draw(
            plot, "reliability", 420, "Claimed and actual hit rate by bin, with the count of predictions in each");
    }

    private static LineSeries Points(IReadOnlyList<ReliabilityBin> bins)
    {
        var series = new LineSeries
        {
            YAxisKey = "actual",
            Color = SvgTheme.Accent,
            StrokeThickness = 1.6,
            MarkerType = MarkerType.Circle,
            MarkerFill = SvgTheme.Accent,
            MarkerSize = 4,
        };
        foreach (var bin in bins) series.Points.Add(new DataPoint(bin.Claimed, bin.Actual));
        return series;
    }

    private static LineAnnotation Line(LineAnnotation line, OxyColor color)
    {
        line.YAxisKey = "actual";
        (line.Color, line.LineStyle, line.StrokeThickness) = (color, LineStyle.Dash, 1.2);
        return line;
    }

    private static string Tenths(double share) => FigureText.Percent(share, 0);
}
