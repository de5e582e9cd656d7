using OxyPlot;
using OxyPlot.Axes;

namespace Trading.Reporting.Charts;

/// <summary>Axes in the page's style: labels and thin grid lines, no ticks.</summary>
internal static class PlotAxes
{
    /// <summary>A vertical axis from <paramref name="from"/> to <paramref name="to"/> with a grid.</summary>
    public static LinearAxis Vertical(double from, double to, Func<double, string> label) =>
        Styled(new LinearAxis
        {
            Position = AxisPosition.Left,
            Minimum = from,
            Maximum = to,
            LabelFormatter = label,
            IntervalLength = 45
        });

    /// <summary>A horizontal axis from <paramref name="from"/> to <paramref name="to"/> with a grid.</summary>
    public static LinearAxis Horizontal(double from, double to, Func<double, string> label) =>
        Styled(new LinearAxis
        {
            Position = AxisPosition.Bottom,
            Minimum = from,
            Maximum = to,
            LabelFormatter = label,
            AxisTickToLabelDistance = 9
        });

    /// <summary>The lowest and highest of <paramref name="values"/> with a little room; never an empty range.</summary>
    public static (double From, double To) Around(IEnumerable<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values)
        {
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        var room = high > low ? (high - low) * 0.06 : Math.Max(Math.Abs(high) * 0.001, 0.01);
        return (low - room, high + room);
    }

    /// <summary>Dollars with as many decimals as an axis over <paramref name="range"/> dollars needs.</summary>
    public static Func<double, string> Dollars(double range)
    {
        var decimals = range switch { >= 8 => 0, >= 0.8 => 1, _ => 2 };
        return value => $"{(value < 0 ? "−" : "")}${FigureText.Number(Math.Abs(value), decimals)}";
    }

    private static LinearAxis Styled(LinearAxis axis)
    {
        axis.TickStyle = TickStyle.None;
        axis.AxislineStyle = LineStyle.None;
        axis.MajorGridlineStyle = LineStyle.Solid;
        axis.MajorGridlineColor = SvgTheme.Grid;
        axis.TicklineColor = SvgTheme.Grid;
        axis.AxislineColor = SvgTheme.Grid;
        axis.MinorTickSize = 0;
        axis.AxisTitleDistance = 16;
        axis.TitleColor = SvgTheme.Muted;
        return axis;
    }
}
