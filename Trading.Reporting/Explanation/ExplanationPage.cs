using Trading.Core.Learning.Explanation;

namespace Trading.Reporting.Explanation;

/// <summary>What a page shows besides the explanation.</summary>
public sealed record ExplanationOptions
{
    /// <summary>What it is about, such as the name of a book; empty for nothing.</summary>
    public string Title { get; init; } = "";

    /// <summary>Where the bars come from, in words.</summary>
    public required string Source { get; init; }

    /// <summary>What a reader should know of the model that was asked.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Where the link back leads; null for none.</summary>
    public string? BackPath { get; init; }
}

/// <summary>An explanation as one page that needs nothing else, in the looks of a dashboard.</summary>
public static class ExplanationPage
{
    private const int MostFeatures = 10;

    /// <summary>Renders the page; every text in it is encoded.</summary>
    public static string Render(ForecastExplanation explained, ExplanationOptions options)
    {
        var title = options.Title.Length > 0 ? $"Why {explained.Symbol} · {options.Title}" : $"Why {explained.Symbol}";
        return PageShell.Render(new PageParts(
            title, Markup.Of($"{title}"), Lead(explained, options), Sections(explained), Footer(explained, options))
        {
            Style = ExplanationStyle.Css,
        });
    }

    private static Markup Lead(ForecastExplanation explained, ExplanationOptions options) => Markup.Of(
        $"""
        <p class="conclusion">{ExplanationText.Summary(explained)}</p>
        {Markup.Join(options.Notes.Select(note => Markup.Of($"<p class=\"conclusion caution\">{note}</p>\n")))}
        """);

    /// <summary>What moved the forecast, without the page around it.</summary>
    internal static Markup Sections(ForecastExplanation explained) => Markup.Of(
        $"""
        {ReportSections.Panel("What moved the trees' score", Contributions(explained.Trees), "panel wide")}
        <div class="grid pictures">
        {ReportSections.Panel("Base forecast", Steps(ExplanationText.Base(explained)))}
        {ReportSections.Panel("Calibration", Steps(ExplanationText.Calibration(explained)))}
        </div>
        {ReportSections.Panel("What it would take", Needed(explained), "panel wide")}
        """);

    private static Markup Footer(ForecastExplanation explained, ExplanationOptions options) => Markup.Of(
        $"Model {explained.ModelId}, {options.Source}. {Back(options.BackPath)}");

    private static Markup Back(string? path) => path is null ? Markup.Empty : Markup.Of($"<a href=\"{path}\">Back</a>");

    private static Markup Steps(IReadOnlyList<ExplanationStep> steps) => Markup.Of(
        $"""
        <table class="steps"><tbody>{Markup.Join(steps.Select(step => Markup.Of(
            $"<tr><th>{step.Name}<br/><span class=\"note\">{step.How}</span></th><td>{step.Value}</td></tr>\n")))}</tbody></table>
        """);

    private static Markup Contributions(ScoreBreakdown trees)
    {
        var moved = trees.Features.Where(f => f.Logits != 0).ToList();
        var (shown, others) = (moved.Take(MostFeatures).ToList(), moved.Skip(MostFeatures).ToList());
        var largest = shown.Select(f => Math.Abs(f.Logits)).DefaultIfEmpty(1).Max();
        return Markup.Of(
            $"""
            <table class="moved"><thead><tr><th>Feature</th><td>Value</td><td>Log-odds</td><td></td></tr></thead><tbody>
            {Row("mean of the training rows", "", trees.Expected, Markup.Empty)}
            {Markup.Join(shown.Select(
                f => Row($"{f.Feature}", ExplanationText.Number(f.Value), f.Logits, Bar(f.Logits / largest))))}
            {(others.Count == 0 ? Markup.Empty
                : Row($"{others.Count} others", "", others.Sum(f => f.Logits), Markup.Empty))}
            {Row("score", "", trees.RawScore, Markup.Empty)}
            </tbody></table>
            """);
    }

    private static Markup Row(string name, string value, double logits, Markup bar) => Markup.Of(
        $"<tr><th>{name}</th><td>{value}</td><td>{ExplanationText.Logits(logits)}</td><td>{bar}</td></tr>\n");

    private static Markup Bar(double share) => Markup.Of(
        $"<span class=\"bar {(share < 0 ? "down" : "")}\" style=\"width: {Math.Max(1, Math.Abs(share) * 100):0}%\"></span>");

    private static Markup Needed(ForecastExplanation explained)
    {
        var moves = explained.Threshold.Moves.Where(move => move.To is not null).ToList();
        var table = moves.Count == 0 ? Markup.Empty : Markup.Of(
            $"""
            <table><thead><tr><th>Feature</th><td>Now</td><td>Would be</td><td>Probability</td></tr></thead><tbody>
            {Markup.Join(moves.Select(move => Markup.Of(
                $"""
                <tr><th>{move.Feature}</th><td>{ExplanationText.Number(move.Value)}</td><td>{ExplanationText.Target(move)}</td>
                <td>{FigureText.Number(move.Probability, 3)}</td></tr>

                """)))}</tbody></table>
            """);
        return Markup.Of($"<p>{ExplanationText.Needed(explained)}</p><p>{ExplanationText.Moves(explained)}</p>{table}");
    }
}
