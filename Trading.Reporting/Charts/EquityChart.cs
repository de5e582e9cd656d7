using OxyPlot;
using OxyPlot.Series;
using Trading.Core.Statistics;
using Trading.Reporting.Backtests;

namespace Trading.Reporting.Charts;

/// <summary>The account's equity, and beneath it how far it stands below its highest so far.</summary>
public static class EquityChart
{
    // A shallower scale would need more decimals than its labels have.
    private const double LeastDepth = 0.0005;

    /// <summary>Draws it; nothing when equity never moved.</summary>
    /// <param name="equity">Equity in time order, dollars.</param>
    /// <param name="sessions">The sessions of the axis (New York dates).</param>
    public static Markup Draw(IReadOnlyList<EquityPoint> equity, IEnumerable<LocalDate> sessions)
    {
        if (equity.Count < 2 || equity.All(point => point.Equity == equity[0].Equity)) return Markup.Empty;
        var axis = new SessionAxis(sessions);
        double[] dollars = [.. equity.Select(point => (double)point.Equity)];
        var drawdown = new Drawdown();
        double[] fall = [.. equity.Select(point => -drawdown.Add(point.Equity))];

        var plot = SvgDrawing.NewPlot();
        plot.Axes.Add(axis.AtTheFoot());
        var (from, to) = PlotAxes.Around(dollars);
        var money = PlotAxes.Vertical(from, to, PlotAxes.Dollars(to - from));
        (money.Key, money.StartPosition, money.EndPosition) = ("equity", 0.36, 1);
        var below = PlotAxes.Vertical(
            Math.Min(fall.Min() * 1.1, -LeastDepth), 0, share => FigureText.Percent(share, fall.Min() > -0.02 ? 2 : 1));
        (below.Key, below.StartPosition, below.EndPosition) = ("drawdown", 0, 0.3);
        below.IntervalLength = 35;
        plot.Axes.Add(money);
        plot.Axes.Add(below);
        plot.Series.Add(Curve(new LineSeries { YAxisKey = money.Key, Color = SvgTheme.Accent, StrokeThickness = 1.6 }, dollars));
        plot.Series.Add(Curve(
            new AreaSeries
            {
                YAxisKey = below.Key,
                Color = SvgTheme.Loss,
                Color2 = OxyColors.Transparent,
                Fill = OxyColor.FromAColor(70, SvgTheme.Loss),
                StrokeThickness = 1,
            },
            fall));
        return SvgDrawing.Draw(plot, "equity", 400, "Equity over time, and its drawdown from the highest so far");

        LineSeries Curve(LineSeries series, double[] values)
        {
            foreach (var i in SeriesThinning.KeepExtremes(values))
                series.Points.Add(new DataPoint(axis.Position(equity[i].At), values[i]));
            return series;
        }
    }
}
