using System.Globalization;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Training;

namespace Trading.Core.Evaluation;

/// <summary>The words for an evaluation. They are for people; no code reads them.</summary>
public static class EvaluationText
{
    /// <summary>What is proved, and what is not.</summary>
    public static string Conclusion(EvidenceReport evidence) =>
        $"{Headline(evidence)} {EvidenceText.AllOdds(evidence.Last with { RecipesTried = evidence.Trials })}{Tried(evidence)}";

    /// <summary>The recipe in one line.</summary>
    public static string Of(Recipe recipe) => string.Create(CultureInfo.InvariantCulture,
        $"{recipe.ModelType}, {recipe.TrainingDays} days, stop {recipe.Plan.StopLoss * 100:0.###} %, "
        + $"target {recipe.Plan.TakeProfit * 100:0.###} %, costs {recipe.Plan.CostBps:0.##} bp a side, "
        + $"{(recipe.Plan.Horizon is { } horizon ? $"{horizon.TotalMinutes:0} minutes" : "to the close")}, "
        + $"{recipe.Features.Count} features, {string.Join(' ', recipe.Symbols)}");

    /// <summary>Damaged lines of the trial log.</summary>
    /// <param name="lines">How many.</param>
    public static string Unreadable(int lines) =>
        $"{lines} {(lines == 1 ? "line" : "lines")} of the trial log cannot be read. They are kept, and each counts as a trial "
        + "without a trade.";

    // The best of many trials has the bars of them all to pass.
    private static string Headline(EvidenceReport evidence)
    {
        var last = evidence.Last;
        if (evidence.IsProvenAmongAll) return "Proved: it knows something, and knowing it pays.";
        if (last.Standing == RecipeStanding.Doubted)
            return "Doubted: its signals come true as the base forecast says and not as it claims. What had been proved is "
                + "refuted, and is counted anew.";
        var knows = Math.Min(last.OverBase, last.OverTrivial) >= Math.Log10(EvidenceBars.Forecast * evidence.Trials);
        var pays = last.Profit >= Math.Log10(EvidenceBars.Profit * evidence.Trials);
        return (knows, pays) switch
        {
            (true, false) => "Proved: it knows something. Not proved: that knowing it pays.",
            (false, true) => "Proved: its signals earned more than they cost. Not proved: that it knows something.",
            _ => "Nothing is proved: neither that it knows something, nor that it pays.",
        };
    }

    private static string Tried(EvidenceReport evidence) => evidence.Trials < 2
        ? ""
        : $" It is one of {evidence.Trials} trials on this archive, and each of them raises the bars.";
}
