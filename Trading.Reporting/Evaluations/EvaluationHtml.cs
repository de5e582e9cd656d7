using Trading.Core.Evaluation;

namespace Trading.Reporting.Evaluations;

/// <summary>An evaluation as one HTML file that needs nothing else: no script, no link, no font, its pictures drawn in
/// SVG.</summary>
public static class EvaluationHtml
{
    /// <summary>Renders the page. It follows the reader's light or dark setting and fits a phone.</summary>
    public static string Render(EvaluationReport report) => PageShell.Render(new PageParts(
        $"Evaluation of {report.Recipe.Id}", Markup.Of($"Evaluation"), Markup.Of($"<p>{report.Conclusion}</p>"), Markup.Empty,
        Markup.Empty));
}
