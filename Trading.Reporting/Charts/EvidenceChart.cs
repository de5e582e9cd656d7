using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;
using Trading.Core.Learning.Evidence;

namespace Trading.Reporting.Charts;

/// <summary>
/// The evidence for a recipe over the sessions of its record, each odds on a logarithmic scale beside the bar that it must reach:
/// above, what speaks for it; beneath, the doubt. The lines differ in their strokes, not in their colours alone.
/// </summary>
public static class EvidenceChart
{
    /// <summary>The decimal logarithm of the lowest odds that are drawn; lower ones lie on the edge.</summary>
    public const double Lowest = -3;

    /// <summary>The decimal logarithm of the highest odds that are drawn; higher ones lie on the edge.</summary>
    public const double Highest = 6;

    private const string For = "evidence";
    private const string Against = "doubt";
    private static readonly string[] Powers = ["1", "10", "100", "1k", "10k", "100k", "1M"];
    private static readonly double ForecastBar = Math.Log10(EvidenceBars.Forecast);
    private static readonly double ProfitBar = Math.Log10(EvidenceBars.Profit);
    private static readonly double DoubtBar = Math.Log10(EvidenceBars.Doubt);

    /// <summary>Draws it; nothing below two sessions.</summary>
    /// <param name="points">The evidence after each session, in order.</param>
    public static Markup Draw(IReadOnlyList<EvidencePoint> points)
    {
        if (points.Count < 2) return Markup.Empty;
        var plot = SvgDrawing.NewPlot();
        plot.Axes.Add(new SessionAxis(points.Select(point => point.Session)).AtTheFoot());
        var odds = points.SelectMany(point => new[] { point.OverBase, point.OverTrivial, point.Profit }).Select(Shown).ToList();
        plot.Axes.Add(OddsAxis(For, 0.36, 1, Math.Min(-1, Math.Floor(odds.Min())), Math.Max(3, Math.Ceiling(odds.Max()))));
        plot.Axes.Add(OddsAxis(Against, 0, 0.28, -1, 2));
        AddBar(plot, For, ForecastBar, SvgTheme.Accent, "forecast");
        AddBar(plot, For, ProfitBar, SvgTheme.Ink, "profit");
        AddBar(plot, Against, DoubtBar, SvgTheme.Loss, "doubted");
        plot.Series.Add(Line(points, point => point.OverTrivial, new() { Color = SvgTheme.Accent, Dashes = [8, 5] }));
        plot.Series.Add(Line(points, point => point.OverBase, new() { Color = SvgTheme.Accent, StrokeThickness = 2.2 }));
        plot.Series.Add(Line(points, point => point.Profit, new() { Color = SvgTheme.Ink, Dashes = [2, 4] }));
        plot.Series.Add(Line(points, point => point.Doubt, new() { YAxisKey = Against, Color = SvgTheme.Loss }));
        return SvgDrawing.Draw(plot, "evidence", 420, Description(points[^1], points.Count));
    }

    /// <summary>Odds as an axis has them, such as <c>1k : 1</c>.</summary>
    /// <param name="log10">The decimal logarithm of the odds; whole.</param>
    public static string Label(double log10)
    {
        var figure = Powers[(int)Math.Round(Math.Abs(log10))];
        return log10 < -0.5 ? $"1 : {figure}" : $"{figure} : 1";
    }

    private static double Shown(double log10) => Math.Clamp(log10, Lowest, Highest);

    private static LinearAxis OddsAxis(string key, double start, double end, double from, double to)
    {
        var axis = PlotAxes.Vertical(from, to, Label);
        (axis.Key, axis.StartPosition, axis.EndPosition) = (key, start, end);
        axis.MajorStep = to - from > 5 ? 2 : 1;
        return axis;
    }

    private static void AddBar(PlotModel plot, string key, double odds, OxyColor color, string text)
    {
        plot.Annotations.Add(new LineAnnotation
        {
            YAxisKey = key,
            Type = LineAnnotationType.Horizontal,
            Y = odds,
            Color = color,
            LineStyle = LineStyle.LongDash,
            StrokeThickness = 0.8,
        });
        plot.Annotations.Add(new TextAnnotation
        {
            YAxisKey = key,
            Text = text,
            TextPosition = new DataPoint(0, odds),
            TextHorizontalAlignment = HorizontalAlignment.Left,
            TextVerticalAlignment = VerticalAlignment.Bottom,
            Offset = new ScreenVector(4, -4),
            TextColor = color,
            FontSize = SvgDrawing.FontSize - 2,
            StrokeThickness = 0,
            Stroke = OxyColors.Transparent,
        });
    }

    private static LineSeries Line(IReadOnlyList<EvidencePoint> points, Func<EvidencePoint, double> odds, LineSeries line)
    {
        line.YAxisKey ??= For;
        line.StrokeThickness = Math.Max(line.StrokeThickness, 1.6);
        foreach (var (index, point) in points.Index()) line.Points.Add(new DataPoint(index + 0.5, Shown(odds(point))));
        return line;
    }

    private static string Description(EvidencePoint last, int sessions) =>
        $"Evidence over {sessions} sessions, at last: {EvidenceFigures.Summary(last)}";
}
