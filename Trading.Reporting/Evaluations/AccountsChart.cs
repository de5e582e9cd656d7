using OxyPlot;
using OxyPlot.Series;
using Trading.Core.Evaluation;
using Trading.Reporting.Charts;

namespace Trading.Reporting.Evaluations;

/// <summary>The return so far of the account and of what needs no model.</summary>
public static class AccountsChart
{
    /// <summary>Draws it; nothing below two sessions.</summary>
    /// <param name="report">The evaluation.</param>
    public static Markup Draw(EvaluationReport report)
    {
        if (report.Steps.Count < 2) return Markup.Empty;
        var plot = SvgDrawing.NewPlot();
        plot.Axes.Add(new SessionAxis(report.Steps.Select(step => step.Evidence.Session)).AtTheFoot());
        (EquityFigures Figures, OxyColor Color, LineStyle Style)[] accounts =
        [
            (report.Baselines.BuyAndHold, SvgTheme.Muted, LineStyle.Solid),
            (report.Baselines.RegularHours, SvgTheme.Muted, LineStyle.Dash),
            (report.Baselines.MacdCross.Equity, SvgTheme.Loss, LineStyle.Solid),
            (report.Account.Equity, SvgTheme.Accent, LineStyle.Solid),
        ];
        var (from, to) = PlotAxes.Around(accounts.SelectMany(account => Growth(account.Figures)));
        plot.Axes.Add(PlotAxes.Vertical(from, to, share => FigureText.Percent(share, to - from < 0.05 ? 1 : 0, withPlus: true)));
        foreach (var (figures, color, style) in accounts)
        {
            var series = new LineSeries { Color = color, LineStyle = style, StrokeThickness = 1.6 };
            foreach (var (index, growth) in Growth(figures).Index()) series.Points.Add(new DataPoint(index, growth));
            plot.Series.Add(series);
        }
        return SvgDrawing.Draw(plot, "accounts", 380, "Return so far of the account, of buying and holding, and of the MACD");
    }

    private static List<double> Growth(EquityFigures figures)
    {
        var equity = 1.0;
        return [0, .. figures.DailyReturns.Select(daily => (equity *= 1 + daily) - 1)];
    }
}
