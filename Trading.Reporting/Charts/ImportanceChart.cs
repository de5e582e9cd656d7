using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using Trading.Core.Learning;

namespace Trading.Reporting.Charts;

/// <summary>The features that a model's trees gained most from.</summary>
public static class ImportanceChart
{
    private const int Most = 12;
    private const int LongestName = 18;

    /// <summary>Draws it; nothing when the model names no feature.</summary>
    /// <param name="importance">Each feature's share, largest first.</param>
    public static Markup Draw(IReadOnlyList<FeatureShare> importance)
    {
        if (importance.Count == 0) return Markup.Empty;
        FeatureShare[] shown = [.. importance.Take(Most)];
        var plot = SvgDrawing.NewPlot();
        plot.Padding = new OxyThickness(44, 0, 12, 0);
        plot.Axes.Add(new CategoryAxis
        {
            Position = AxisPosition.Left,
            ItemsSource = shown.Select(share => Shortened(share.Feature)).ToArray(),
            StartPosition = 1,
            EndPosition = 0,
            GapWidth = 0.5,
            TickStyle = TickStyle.None,
            TicklineColor = SvgTheme.Grid,
            AxislineColor = SvgTheme.Grid,
            TextColor = SvgTheme.Ink,
        });
        var shares = PlotAxes.Horizontal(0, Math.Max(shown[0].Share * 1.25, 0.01), _ => "");
        shares.MajorGridlineStyle = LineStyle.None;
        plot.Axes.Add(shares);
        var bars = new BarSeries
        {
            FillColor = SvgTheme.Accent,
            StrokeThickness = 0,
            StrokeColor = SvgTheme.Accent,
            LabelFormatString = "{0:0.0 %}",
            LabelPlacement = LabelPlacement.Outside,
            LabelMargin = 12,
            TextColor = SvgTheme.Ink,
        };
        foreach (var share in shown) bars.Items.Add(new BarItem(share.Share));
        plot.Series.Add(bars);
        return SvgDrawing.Draw(plot, "importance", 24 + (28 * shown.Length), "Share of the trees' gain by feature");
    }

    private static string Shortened(string name) => name.Length <= LongestName ? name : $"{name[..(LongestName - 1)]}…";
}
