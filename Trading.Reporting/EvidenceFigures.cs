using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Training;

namespace Trading.Reporting;

/// <summary>Evidence in a few words, for a line of a terminal and for who cannot see a picture.</summary>
public static class EvidenceFigures
{
    /// <summary>All odds in a line.</summary>
    /// <param name="evidence">The evidence; null without a record.</param>
    public static string Summary(EvidencePoint? evidence) => evidence is null
        ? "none yet"
        : $"{Standing(evidence.Standing)} after {FigureText.Counted(evidence.Sessions, "unseen session")}: {For(evidence)}; "
            + $"doubt {EvidenceText.Odds(evidence.Doubt)}";

    /// <summary>The odds that speak for a recipe: over the base forecast, over a coin and the usual rate, and of a
    /// profit.</summary>
    public static string For(EvidencePoint evidence) =>
        $"base forecast {EvidenceText.Odds(evidence.OverBase)}, coin {EvidenceText.Odds(evidence.OverTrivial)}, profit "
        + EvidenceText.Odds(evidence.Profit);

    /// <summary>What the record says of a recipe, in a word or two.</summary>
    public static string Standing(RecipeStanding standing) => standing switch
    {
        RecipeStanding.Proven => "proven",
        RecipeStanding.Doubted => "doubted",
        RecipeStanding.Unproven => "unproven",
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "A standing without words."),
    };

    /// <summary>How far the model in use is trusted, in a few words.</summary>
    public static string Standing(ModelStanding standing) => standing switch
    {
        ModelStanding.Proven => "proven: full positions",
        ModelStanding.Probation => "on probation: one share a signal",
        ModelStanding.Assumed => "unproven: full positions of play money",
        ModelStanding.Doubted => "doubted: does not trade",
        ModelStanding.Unproven => "unproven: does not trade",
        ModelStanding.None => "no model",
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "A standing without words."),
    };
}
