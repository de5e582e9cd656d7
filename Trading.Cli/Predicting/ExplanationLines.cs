using Trading.Cli.Connecting;
using Trading.Cli.Output;
using Trading.Core.Learning.Explanation;
using Trading.Reporting;
using Trading.Reporting.Explanation;

namespace Trading.Cli.Predicting;

/// <summary>An explanation as a page of at most 80 columns.</summary>
internal static class ExplanationLines
{
    private const int MostFeatures = 10;
    private const int LongestBar = 20;

    public static Page Of(OpenBook book, ExplainedForecast found)
    {
        var explained = found.Explanation;
        List<Block> blocks =
        [
            new Sentence(ExplanationText.Summary(explained)),
            .. ForecastNotes.Of(found).Select(note => new Sentence(note, Tone.Caution)),
            Steps("base forecast", ExplanationText.Base(explained)),
            Contributions(explained.Trees),
            Steps("calibration", ExplanationText.Calibration(explained)),
            new Sentence(ExplanationText.Needed(explained)),
            new Sentence(ExplanationText.Moves(explained)),
        ];
        var moves = explained.Threshold.Moves.Where(move => move.To is not null).ToList();
        if (moves.Count > 0) blocks.Add(Moves(moves));
        blocks.Add(new Sentence($"Model {explained.ModelId}, {found.Bars.Source}.", Tone.Quiet));
        return new Page($"Why {explained.Symbol} ({book.Name} book)", blocks);
    }

    private static Listing Steps(string title, IReadOnlyList<ExplanationStep> steps) =>
        new(title, [Column.Name("step"), Column.Figure("value"), Column.Words("how", minimum: 24)], [
            .. steps.Select(step => (IReadOnlyList<string>)[step.Name, step.Value, step.How]),
        ]);

    private static Listing Contributions(ScoreBreakdown trees)
    {
        var shown = trees.Features.Take(MostFeatures).Where(f => f.Logits != 0).ToList();
        var others = trees.Features.Skip(shown.Count).Where(f => f.Logits != 0).ToList();
        var largest = shown.Select(f => Math.Abs(f.Logits)).DefaultIfEmpty(1).Max();
        var rows = new List<IReadOnlyList<string>> { Row("(mean of training)", "", trees.Expected, "") };
        rows.AddRange(shown.Select(f =>
            Row($"{f.Feature}", ExplanationText.Number(f.Value), f.Logits, Bar(f.Logits, largest))));
        if (others.Count > 0) rows.Add(Row($"({others.Count} others)", "", others.Sum(f => f.Logits), ""));
        rows.Add(Row("(score)", "", trees.RawScore, ""));
        return new Listing("the trees' score", [Column.Name("feature"), Column.Figure("value"), Column.Figure("log-odds"),
            Column.Name("moved it")],
            rows);
    }

    private static Listing Moves(IReadOnlyList<FeatureMove> moves) => new(
        "", [Column.Name("feature"), Column.Figure("now"), Column.Words("would be"), Column.Figure("probability")],
        [
            .. moves.Select(move => (IReadOnlyList<string>)
            [
                $"{move.Feature}", ExplanationText.Number(move.Value), ExplanationText.Target(move),
                FigureText.Number(move.Probability, 3),
            ]),
        ]);

    private static IReadOnlyList<string> Row(string name, string value, double logits, string bar) =>
        [name, value, ExplanationText.Logits(logits), bar];

    private static string Bar(double logits, double largest) =>
        new(logits > 0 ? '+' : '-', Math.Max(1, (int)Math.Round(Math.Abs(logits) / largest * LongestBar)));
}
