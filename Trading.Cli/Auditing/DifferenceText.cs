using System.Globalization;
using Trading.Cli.Output;
using Trading.Reporting;
using Trading.Simulation.Auditing;

namespace Trading.Cli.Auditing;

/// <summary>Differences in words and in JSON.</summary>
internal static class DifferenceText
{
    private const int MostShown = 20;

    /// <summary>The first differences as a table; nothing where there are none.</summary>
    /// <param name="differences">The differences.</param>
    /// <param name="count">How many there are in all.</param>
    /// <param name="expected">Heading of the value that should be.</param>
    /// <param name="actual">Heading of the value that differs.</param>
    public static IEnumerable<Block> Listing(
        IReadOnlyList<AuditDifference> differences, long count, string expected, string actual)
    {
        if (differences.Count == 0) yield break;
        yield return new Listing(
            "",
            [
                Column.Name("minute (New York)"), Column.Name("symbol"), Column.Words("row", minimum: 8), Column.Name("what"),
                Column.Figure(expected).Below(1), Column.Figure(actual).Below(1),
            ],
            [.. differences.Take(MostShown).Select(Row)]);
        if (count > MostShown)
            yield return new Sentence(
                $"The first {MostShown} of {FigureText.Counted(count, "difference")}; --json gives up to 1,000.", Tone.Quiet);
    }

    /// <summary>A difference as a JSON document.</summary>
    public static object Document(AuditDifference difference) => difference switch
    {
        FeatureDifference d => new { d.Symbol, d.Minute, d.Row, d.Feature, d.Expected, d.Actual },
        RowDifference d => new { d.Symbol, d.Minute, d.Row, RowExpected = d.IsExpected, RowActual = !d.IsExpected },
        AnswerDifference d => new { d.Symbol, d.Minute, d.Expected, d.Actual },
        _ => throw Unknown(difference),
    };

    private static IReadOnlyList<string> Row(AuditDifference difference)
    {
        var (row, what, expected, actual) = difference switch
        {
            FeatureDifference d => (Of(d.Row), d.Feature, Digits(d.Expected), Digits(d.Actual)),
            RowDifference d => (Of(d.Row), "whole row", Existence(d.IsExpected), Existence(!d.IsExpected)),
            AnswerDifference d when d.Expected.Probability.Equals(d.Actual.Probability) => (
                "model", "decision", FigureText.Words($"{d.Expected.Decision}"), FigureText.Words($"{d.Actual.Decision}")),
            AnswerDifference d => ("model", "probability", Digits(d.Expected.Probability), Digits(d.Actual.Probability)),
            _ => throw Unknown(difference),
        };
        return [FigureText.NewYork(difference.Minute), difference.Symbol, row, what, expected, actual];
    }

    private static string Of(ComparedRow row) => FigureText.Words($"{row}").ToLowerInvariant();

    private static string Existence(bool exists) => exists ? "made" : "not made";

    // As many digits as tell two values apart.
    private static string Digits(IFormattable value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static ArgumentOutOfRangeException Unknown(AuditDifference difference) =>
        new(nameof(difference), difference, "A difference that cannot be shown.");
}
