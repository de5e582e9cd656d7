using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Series;
using Trading.Core.Evaluation;
using Trading.Core.Learning.Evidence;
using Trading.Core.Training;
using Trading.Reporting.Charts;

namespace Trading.Reporting.Evaluations;

/// <summary>The three odds and the doubt after each session, on a logarithmic scale, with the bars that they need.</summary>
public static class EvidenceChart
{
    /// <summary>Beyond so many powers of ten below one, how much odds are against something says nothing more.</summary>
    private const double Lowest = -3;

    /// <summary>Draws it; nothing below two sessions.</summary>
    /// <param name="steps">One for each session, in order.</param>
    public static Markup Draw(IReadOnlyList<EvidenceStep> steps)
    {
        if (steps.Count < 2) return Markup.Empty;
        var plot = SvgDrawing.NewPlot();
        plot.Axes.Add(new SessionAxis(steps.Select(step => step.Evidence.Session)).AtTheFoot());
        var all = steps.Select(step => step.Evidence).SelectMany(e => new[] { e.OverBase, e.OverTrivial, e.Profit }).ToList();
        var (from, to) = (Math.Max(Lowest, Math.Min(-1, all.Min() - 0.2)), Math.Max(2.4, all.Max() + 0.3));
        var odds = PlotAxes.Vertical(from, to, Power);
        odds.MajorStep = Math.Max(1, Math.Ceiling((to - from) / 8));
        plot.Axes.Add(odds);
        Bar(plot, EvidenceBars.Forecast, SvgTheme.Accent);
        Bar(plot, EvidenceBars.Profit, SvgTheme.Gain);
        Bar(plot, EvidenceBars.Doubt, SvgTheme.Loss);
        Curve(plot, steps, SvgTheme.Muted, evidence => evidence.OverTrivial);
        Curve(plot, steps, SvgTheme.Accent, evidence => evidence.OverBase);
        Curve(plot, steps, SvgTheme.Gain, evidence => evidence.Profit);
        Curve(plot, steps, SvgTheme.Loss, evidence => evidence.Doubt);
        return SvgDrawing.Draw(plot, "evidence", 380, "The odds for the recipe, and against it, after each session");
    }

    private static string Power(double log10) => log10 switch
    {
        > 4.5 => $"10{Superscript((int)Math.Round(log10))} : 1",
        _ => EvidenceText.Odds(log10),
    };

    private static string Superscript(int power) =>
        string.Concat($"{power}".Select(digit => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']));

    private static void Bar(PlotModel plot, double odds, OxyColor color) => plot.Annotations.Add(new LineAnnotation
    {
        Type = LineAnnotationType.Horizontal,
        Y = Math.Log10(odds),
        Color = color,
        LineStyle = LineStyle.Dash,
        StrokeThickness = 1.2,
    });

    private static void Curve(
        PlotModel plot, IReadOnlyList<EvidenceStep> steps, OxyColor color, Func<EvidencePoint, double> odds)
    {
        var series = new LineSeries { Color = color, StrokeThickness = 1.8 };
        foreach (var (index, step) in steps.Index())
            series.Points.Add(new DataPoint(index + 0.5, Math.Max(Lowest, odds(step.Evidence))));
        plot.Series.Add(series);
    }
}
