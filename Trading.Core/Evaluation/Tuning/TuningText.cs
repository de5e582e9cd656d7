using System.Globalization;
using Trading.Core.Evaluation.Sweeps;
using Trading.Core.Learning.Evidence;
using Trading.Core.Training;

namespace Trading.Core.Evaluation.Tuning;

/// <summary>The words for a search. They are for people; no code reads them.</summary>
public static class TuningText
{
    /// <summary>What recipes are ranked by.</summary>
    public const string Ranking =
        "Ranked by the odds that a recipe's probabilities beat the base forecast, a coin and the usual rate. Those whose odds "
        + "reach the bar rank first, by the net basis points a signal session less one standard error. No recipe is ranked by "
        + "its profit alone.";

    /// <summary>What is proved, and what is not.</summary>
    /// <param name="outcome">What came of the search.</param>
    /// <param name="search">What was searched.</param>
    /// <param name="winner">The best recipe.</param>
    /// <param name="figures">What the search saw of it.</param>
    internal static string Conclusion(TuningOutcome outcome, SearchReport search, WinnerReport winner, RecipeFigures figures)
    {
        var recipe = $"recipe {winner.Number}";
        var odds = Odds(figures, search.Tried);
        var isProven = winner.Standing == RecipeStanding.Proven;
        return outcome switch
        {
            TuningOutcome.PresentIsBest =>
                $"Nothing beats the present recipe, which is {(isProven ? "" : "not ")}proven. {odds}",
            TuningOutcome.NothingProved =>
                $"Nothing is proved: leave the settings as they are. First comes {recipe}. {odds} The hold-out stays closed.",
            TuningOutcome.PayNotProved =>
                $"Nothing to put to use: {recipe} knows something, and it is not proved that knowing it pays. {odds} "
                + (winner.HoldOut is null ? "The hold-out stays closed." : HoldOut(winner.HoldOut)),
            TuningOutcome.NotJudged =>
                $"Not judged yet: {recipe} deserves the hold-out, which was left closed as asked. {odds}",
            TuningOutcome.NotConfirmed =>
                $"Nothing to put to use: the hold-out contradicts {recipe}. {odds} {HoldOut(winner.HoldOut!)}",
            TuningOutcome.Proven =>
                $"Proved: {recipe} knows something, and knowing it pays. {odds} {HoldOut(winner.HoldOut!)}",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "This outcome has no words."),
        };
    }

    /// <summary>What a person should know beside the conclusion.</summary>
    /// <param name="search">What was searched.</param>
    /// <param name="winner">The best recipe.</param>
    /// <param name="first">The number of the recipe that ranks first.</param>
    /// <param name="unreadable">How many trials of the log cannot be read.</param>
    internal static IReadOnlyList<string> Notes(SearchReport search, WinnerReport winner, int first, int unreadable)
    {
        var notes = new List<string>();
        if (first != winner.Number)
            notes.Add(
                $"Recipe {first} ranks before the present one; but less one standard error its signals earned no more than the "
                + "present one's, so it is not worth a change.");
        if (winner.HoldOut is { Openings: > 1 } used)
            notes.Add(
                $"The hold-out is used up: it was opened for {Counted(used.Openings - 1, "other recipe")} before, so its bars "
                + $"are multiplied by {used.Openings}. New sessions make a new one.");
        if (search.End == SearchEnd.TimeIsUp)
            notes.Add("The time was up; another search with the same seed goes on where this one stopped.");
        if (unreadable > 0) notes.Add(EvaluationText.Unreadable(unreadable));
        return notes;
    }

    /// <summary>A slice that was set aside.</summary>
    internal static string Of(SliceFailure failure) =>
        $"Recipe {failure.Recipe} was left out: its sessions {failure.First:uuuu-MM-dd} to {failure.Last:uuuu-MM-dd} were set "
        + $"aside. {failure.Error}";

    private static string HoldOut(HoldOutReport holdOut)
    {
        var (figures, net) = (holdOut.Figures, holdOut.Figures.Signals.NetBpsASession);
        return string.Create(CultureInfo.InvariantCulture,
            $"On the hold-out of {figures.Sessions} sessions the odds are {EvidenceText.Odds(figures.ForecastOdds)} and "
            + $"{EvidenceText.Odds(figures.Evidence.Profit)}; {figures.Signals.Signals:#,##0} signals claimed "
            + $"{figures.Signals.Claimed ?? 0:0.0 %}, came true {figures.Signals.CameTrue?.Value ?? 0:0.0 %}, and earned "
            + $"{(net is null ? "an unknown amount" : $"{net.Mean:0.0} ± {net.StandardError:0.0} bp a session")}.");
    }

    private static string Odds(RecipeFigures figures, int tried) =>
        $"The odds that it knows something are {EvidenceText.Odds(figures.ForecastOdds)}, that knowing it pays "
        + $"{EvidenceText.Odds(figures.Evidence.Profit)}; the best of {Counted(tried, "recipe")} needs "
        + $"{Bar(EvidenceBars.Forecast, tried)} and {Bar(EvidenceBars.Profit, tried)}.";

    private static string Counted(int count, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:#,##0} {thing}{(count == 1 ? "" : "s")}");

    private static string Bar(double bar, int tried) =>
        string.Create(CultureInfo.InvariantCulture, $"{bar * tried:#,##0} : 1");
}
