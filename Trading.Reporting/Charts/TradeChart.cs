using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Series;
using Trading.Core.Status;

namespace Trading.Reporting.Charts;

/// <summary>One trade on its session's price: entry, stop, target and exit. Marks and labels tell the lines apart, not their
/// colours alone.</summary>
public static class TradeChart
{
    private const double Mark = 6;

    /// <summary>Draws it; nothing without bars.</summary>
    /// <param name="detail">The trade with its bars.</param>
    public static Markup Draw(TradeDetail detail)
    {
        if (detail.Bars is not { Count: > 1 } bars) return Markup.Empty;
        var trade = detail.Trade;
        var axis = new SessionAxis([trade.Session]);
        Instant[] starts = [.. bars.Bars.ToArray().Select(bar => bar.Start)];
        double[] closes = [.. bars.Bars.ToArray().Select(bar => (double)bar.Close)];
        double?[] levels = [(double)trade.EntryPrice, (double?)detail.StopPrice, (double?)detail.TargetPrice,
            (double?)trade.ExitPrice];
        var (from, to) = PlotAxes.Around(closes.Concat(levels.OfType<double>()));
        var plot = SvgDrawing.NewPlot();
        plot.Axes.Add(axis.AtTheFoot());
        plot.Axes.Add(PlotAxes.Vertical(from, to, PlotAxes.Dollars(to - from)));
        var price = new LineSeries { Color = SvgTheme.Muted, StrokeThickness = 1.2 };
        foreach (var i in SeriesThinning.KeepExtremes(closes)) price.Points.Add(new(axis.Position(starts[i]), closes[i]));
        plot.Series.Add(price);
        var (entered, left) = (axis.Position(trade.EntryAt), axis.Position(trade.ExitAt ?? starts[^1]));
        AddLevel(plot, detail.StopPrice, entered, left, SvgTheme.Loss, "stop");
        AddLevel(plot, detail.TargetPrice, entered, left, SvgTheme.Gain, "target");
        AddMark(plot, new(entered, (double)trade.EntryPrice), MarkerType.Triangle, SvgTheme.Accent);
        if (trade.ExitPrice is { } exit)
        {
            AddMark(
                plot, new(left, (double)exit), exit >= trade.EntryPrice ? MarkerType.Circle : MarkerType.Cross,
                exit >= trade.EntryPrice ? SvgTheme.Gain : SvgTheme.Loss);
        }
        return SvgDrawing.Draw(plot, "trade", 300, Description(detail));
    }

    private static void AddLevel(PlotModel plot, decimal? price, double from, double to, OxyColor color, string name)
    {
        if (price is null) return;
        var level = (double)price;
        var line = new LineSeries { Color = color, StrokeThickness = 2 };
        line.Points.AddRange([new(from, level), new(to, level)]);
        plot.Series.Add(line);
        plot.Annotations.Add(new LineAnnotation
        {
            Type = LineAnnotationType.Horizontal,
            Y = level,
            Color = color,
            LineStyle = LineStyle.Dash,
            StrokeThickness = 0.8,
        });
        plot.Annotations.Add(new TextAnnotation
        {
            Text = $"{name} {FigureText.Price(price)}",
            TextPosition = new DataPoint(0, level),
            TextHorizontalAlignment = HorizontalAlignment.Left,
            TextVerticalAlignment = VerticalAlignment.Bottom,
            Offset = new ScreenVector(4, -3),
            TextColor = color,
            FontSize = SvgDrawing.FontSize - 2,
            StrokeThickness = 0,
            Stroke = OxyColors.Transparent,
        });
    }

    private static void AddMark(PlotModel plot, ScatterPoint at, MarkerType type, OxyColor color)
    {
        var marks = new ScatterSeries
        {
            MarkerType = type,
            MarkerSize = Mark,
            MarkerFill = color,
            MarkerStroke = color,
            MarkerStrokeThickness = 2,
        };
        marks.Points.Add(at);
        plot.Series.Add(marks);
    }

    private static string Description(TradeDetail detail)
    {
        var trade = detail.Trade;
        var exit = trade.ExitPrice is null ? "no exit yet" : $"exit at {FigureText.Price(trade.ExitPrice)}";
        return $"Price of {trade.Symbol} on {FigureText.Date(trade.Session)}: entry at {FigureText.Price(trade.EntryPrice)}, "
            + $"stop {FigureText.Price(detail.StopPrice)}, target {FigureText.Price(detail.TargetPrice)}, {exit}";
    }
}
