using System.Globalization;
using Trading.Core.Learning.Evidence;

namespace Trading.Core.Training;

/// <summary>The words for evidence. They are for people; no code reads them.</summary>
public static class EvidenceText
{
    private const double MostShown = 6;

    /// <summary>Odds as <c>340 : 1</c>; below one as <c>1 : 12</c>.</summary>
    /// <param name="log10">The decimal logarithm of the odds.</param>
    public static string Odds(double log10) => log10 switch
    {
        > MostShown => "over 1,000,000 : 1",
        < -MostShown => "below 1 : 1,000,000",
        >= 0 => $"{Number(Math.Pow(10, log10))} : 1",
        _ => $"1 : {Number(Math.Pow(10, -log10))}",
    };

    /// <summary>What is proved, and what is not.</summary>
    /// <param name="evidence">The evidence; null without a record.</param>
    public static string Of(EvidencePoint? evidence)
    {
        if (evidence is null) return "Nothing is proved: there is no session yet that the recipe's models had not seen.";
        return evidence.Standing switch
        {
            RecipeStanding.Proven => $"Proven. {AllOdds(evidence)}",
            RecipeStanding.Doubted =>
                $"Doubted: its signals come true as the base forecast says and not as it claims ({Odds(evidence.Doubt)} "
                + $"against it; {EvidenceBars.Doubt:0} : 1 is enough). It is not believed until those odds are down to one.",
            _ => $"Not proven. {AllOdds(evidence)}",
        };
    }

    /// <summary>The three odds, each with what it needs.</summary>
    public static string AllOdds(EvidencePoint evidence) =>
        $"Evidence that it beats the base forecast {Odds(evidence.OverBase)} and a coin or the usual rate "
        + $"{Odds(evidence.OverTrivial)} (each needs {Number(EvidenceBars.Forecast * evidence.RecipesTried)} : 1), that its "
            + $"signals earn more than they cost "
        + $"{Odds(evidence.Profit)} (needs {Number(EvidenceBars.Profit * evidence.RecipesTried)} : 1), after "
            + $"{evidence.Sessions} sessions that it had not "
        + "seen.";

    /// <summary>Why entries have stopped for the day.</summary>
    /// <param name="odds">The odds against the model within the session.</param>
    public static string OfToday(double odds) =>
        $"No more entries today: this session's signals came true so much less often than claimed that the odds are "
        + $"{Odds(Math.Log10(odds))} against the model ({EvidenceBars.SessionDoubt:0} : 1 is enough).";

    private static string Number(double odds) => odds < 10
        ? odds.ToString("0.0", CultureInfo.InvariantCulture)
        : odds.ToString("#,##0", CultureInfo.InvariantCulture);
}
