using Trading.Core.Universe;

namespace Trading.Reporting;

/// <summary>The words of a session's choice of symbols.</summary>
public static class UniverseText
{
    private const int MostNames = 8;

    /// <summary>How many were chosen of how many, when, and the first of them.</summary>
    public static string Of(UniverseChoice choice)
    {
        var names = string.Join(", ", choice.Symbols.Take(MostNames));
        var more = choice.Members.Count > MostNames ? ", ..." : "";
        return $"{FigureText.Count(choice.Members.Count)} of {FigureText.Count(choice.Pool)} symbols, chosen at "
            + $"{FigureText.NewYork(choice.ChosenAt)}{(names.Length == 0 ? "" : $": {names}{more}")}";
    }

    /// <summary>Why symbols were left out, as the end of the sentence "left out because of ...".</summary>
    public static string Of(UniverseExclusion exclusion) => exclusion switch
    {
        UniverseExclusion.TooLittleHistory => "too few earlier sessions",
        UniverseExclusion.NoOpening => "no trade in the opening",
        UniverseExclusion.Price => "a low price",
        UniverseExclusion.DollarVolume => "a low dollar volume",
        UniverseExclusion.Gap => "a small gap",
        UniverseExclusion.OpeningVolume => "an ordinary opening volume",
        UniverseExclusion.Rank => "their rank",
        _ => throw new ArgumentOutOfRangeException(nameof(exclusion), exclusion, "A reason without words."),
    };
}
