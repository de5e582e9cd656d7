using OxyPlot;
using OxyPlot.Series;
using Trading.Core.Storage;

namespace Trading.Reporting.Charts;

/// <summary>The hit rate that each session's signals claimed, and the one that they had.</summary>
public static class ClaimsChart
{
    /// <summary>Draws it; nothing below two sessions with signals.</summary>
    /// <param name="days">The sessions, in order.</param>
    public static Markup Draw(IReadOnlyList<PerformanceRow> days)
    {
        if (days.Count(day => day.Signals > 0) < 2) return Markup.Empty;
        var plot = SvgDrawing.NewPlot();
        plot.Axes.Add(new SessionAxis(days.Select(day => day.Session)).AtTheFoot());
        plot.Axes.Add(PlotAxes.Vertical(0, 1, share => FigureText.Percent(share, 0)));
        var claimed = new LineSeries { Color = SvgTheme.Accent, StrokeThickness = 1.6, LineStyle = LineStyle.Dash };
        var actual = new LineSeries
        {
            Color = SvgTheme.Gain,
            StrokeThickness = 1.2,
            MarkerType = MarkerType.Circle,
            MarkerSize = 3,
            MarkerFill = SvgTheme.Gain
        };
        foreach (var (index, day) in days.Index().Where(d => d.Item.Signals > 0))
        {
            claimed.Points.Add(new DataPoint(index + 0.5, day.SignalsClaimed / day.Signals));
            actual.Points.Add(new DataPoint(index + 0.5, (double)day.SignalsHit / day.Signals));
        }
        plot.Series.Add(claimed);
        plot.Series.Add(actual);
        return SvgDrawing.Draw(plot, "claims", 300, "Claimed and actual hit rate of each session's signals");
    }
}
