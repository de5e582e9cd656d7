using OxyPlot.Series;
using Trading.Core.Storage;

namespace Trading.Reporting.Charts;

/// <summary>Profit or loss of each session, as bars.</summary>
public static class DailyPnlChart
{
    /// <summary>Draws it; nothing below two sessions, or when none had a trade.</summary>
    /// <param name="days">The sessions, in order.</param>
    public static Markup Draw(IReadOnlyList<PerformanceRow> days)
    {
        if (days.Count < 2 || days.All(day => day.Trades == 0)) return Markup.Empty;
        var plot = SvgDrawing.NewPlot();
        plot.Axes.Add(new SessionAxis(days.Select(day => day.Session)).AtTheFoot());
        var (from, to) = PlotAxes.Around(days.Select(day => (double)day.Pnl).Append(0));
        plot.Axes.Add(PlotAxes.Vertical(from, to, PlotAxes.Dollars(to - from)));
        var bars = new RectangleBarSeries { StrokeThickness = 0, StrokeColor = SvgTheme.Grid };
        foreach (var (index, day) in days.Index())
        {
            var color = day.Pnl < 0 ? SvgTheme.Loss : SvgTheme.Gain;
            bars.Items.Add(new RectangleBarItem(index + 0.1, 0, index + 0.9, (double)day.Pnl) { Color = color });
        }
        plot.Series.Add(bars);
        return SvgDrawing.Draw(plot, "daily", 300, "Profit or loss of each session");
    }
}
