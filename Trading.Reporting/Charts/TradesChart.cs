using OxyPlot;
using OxyPlot.Series;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;
using BarSeries = Trading.Core.Market.BarSeries;

namespace Trading.Reporting.Charts;

/// <summary>The trades of one symbol on its price: entries and exits by outcome, stop and target where they are in
/// sight.</summary>
public static class TradesChart
{
    /// <summary>With more trades than this, stops and targets would hide the price.</summary>
    private const int MostWithLevels = 12;

    /// <summary>With more trades than this, marks shrink.</summary>
    private const int MostWithLargeMarks = 60;

    /// <summary>The most traded symbol that has bars, the first where nothing was traded; null without bars.</summary>
    public static BarSeries? Choose(IReadOnlyList<BarSeries> prices, IReadOnlyList<TradeRow> trades)
    {
        var counts = trades.CountBy(trade => trade.Symbol, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return prices.Where(series => series.Count > 0).MaxBy(series => counts.GetValueOrDefault(series.Symbol));
    }

    /// <summary>Draws it; nothing below two bars.</summary>
    /// <param name="prices">The symbol's bars.</param>
    /// <param name="trades">Trades; those of other symbols are left out.</param>
    /// <param name="rules">Stop and target, as the model that traded was taught them; null when not known.</param>
    public static Markup Draw(BarSeries prices, IReadOnlyList<TradeRow> trades, TradePlan? rules)
    {
        if (prices.Count < 2) return Markup.Empty;
        TradeRow[] own = [.. trades.Where(trade => trade.Symbol == prices.Symbol)];
        Instant[] starts = [.. prices.Bars.ToArray().Select(bar => bar.Start)];
        double[] closes = [.. prices.Bars.ToArray().Select(bar => (double)bar.Close)];
        var axis = new SessionAxis(starts.Select(start => start.InNewYork().Date));
        var (from, to) = PlotAxes.Around(closes.Concat(own.SelectMany(PricesOf)));

        var plot = SvgDrawing.NewPlot();
        plot.Axes.Add(axis.AtTheFoot());
        plot.Axes.Add(PlotAxes.Vertical(from, to, PlotAxes.Dollars(to - from)));
        var price = new LineSeries { Color = SvgTheme.Muted, StrokeThickness = 1 };
        foreach (var i in SeriesThinning.KeepExtremes(closes)) price.Points.Add(new(axis.Position(starts[i]), closes[i]));
        plot.Series.Add(price);
        if (rules is not null && own.Length <= MostWithLevels) AddLevels(plot, own, rules, axis);
        var marks = own.Length > MostWithLargeMarks ? 2.2 : 4.5;
        AddOutcome(plot, own.Where(trade => trade.Pnl > 0), SvgTheme.Gain, MarkerType.Circle, axis, marks);
        AddOutcome(plot, own.Where(trade => trade.Pnl <= 0), SvgTheme.Loss, MarkerType.Cross, axis, marks);
        AddOutcome(plot, own.Where(trade => trade.Pnl is null), SvgTheme.Ink, MarkerType.Circle, axis, marks);
        return SvgDrawing.Draw(plot, "trades", 380, $"Price of {prices.Symbol} with {FigureText.Counted(own.Length, "trade")}");
    }

    /// <summary>Entries, exits and the line between them.</summary>
    private static void AddOutcome(
        PlotModel plot, IEnumerable<TradeRow> trades, OxyColor color, MarkerType exit, SessionAxis axis, double marks)
    {
        var path = new LineSeries { Color = color, StrokeThickness = marks / 3 };
        var entries = new ScatterSeries { MarkerType = MarkerType.Triangle, MarkerSize = marks * 1.2, MarkerFill = color };
        var exits = new ScatterSeries
        {
            MarkerType = exit,
            MarkerSize = marks,
            MarkerFill = color,
            MarkerStroke = color,
            MarkerStrokeThickness = marks / 2.2,
        };
        foreach (var trade in trades)
        {
            var (x, y) = (axis.Position(trade.EntryAt), (double)trade.EntryPrice);
            entries.Points.Add(new(x, y));
            if (trade is not { ExitAt: { } at, ExitPrice: { } price }) continue;
            exits.Points.Add(new(axis.Position(at), (double)price));
            path.Points.AddRange([new(x, y), new(axis.Position(at), (double)price), DataPoint.Undefined]);
        }
        plot.Series.Add(path);
        plot.Series.Add(entries);
        plot.Series.Add(exits);
    }

    private static void AddLevels(PlotModel plot, IEnumerable<TradeRow> trades, TradePlan rules, SessionAxis axis)
    {
        var stops = new LineSeries { Color = SvgTheme.Loss, StrokeThickness = 1, LineStyle = LineStyle.Dot };
        var targets = new LineSeries { Color = SvgTheme.Gain, StrokeThickness = 1, LineStyle = LineStyle.Dot };
        foreach (var trade in trades)
        {
            if (trade.ExitAt is not { } exit) continue;
            var (from, to) = (axis.Position(trade.EntryAt), axis.Position(exit));
            var (stop, target) = ((double)rules.StopPrice(trade.EntryPrice), (double)rules.TargetPrice(trade.EntryPrice));
            stops.Points.AddRange([new(from, stop), new(to, stop), DataPoint.Undefined]);
            targets.Points.AddRange([new(from, target), new(to, target), DataPoint.Undefined]);
        }
        plot.Series.Add(stops);
        plot.Series.Add(targets);
    }

    private static IEnumerable<double> PricesOf(TradeRow trade) =>
        trade.ExitPrice is { } exit ? [(double)trade.EntryPrice, (double)exit] : [(double)trade.EntryPrice];
}
