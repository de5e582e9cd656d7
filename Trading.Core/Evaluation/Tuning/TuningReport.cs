using Trading.Core.Evaluation.Sweeps;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;

namespace Trading.Core.Evaluation.Tuning;

/// <summary>What came of a search.</summary>
public enum TuningOutcome
{
    /// <summary>No other recipe is worth a change of the present one.</summary>
    PresentIsBest,

    /// <summary>The best recipe has not proved that it knows something; the hold-out stayed closed.</summary>
    NothingProved,

    /// <summary>The best recipe knows something, and has not proved that knowing it pays.</summary>
    PayNotProved,

    /// <summary>The best recipe is worth judging, and the hold-out was left closed as asked.</summary>
    NotJudged,

    /// <summary>The hold-out contradicts the best recipe.</summary>
    NotConfirmed,

    /// <summary>The best recipe is proven, and the hold-out agrees.</summary>
    Proven,
}

/// <summary>Why a search ended.</summary>
public enum SearchEnd
{
    /// <summary>There are no more recipes.</summary>
    AllTried,

    /// <summary>As many recipes as asked for were tried.</summary>
    CountReached,

    /// <summary>The time was up. Another search with the same seed goes on there.</summary>
    TimeIsUp,
}

/// <summary>
/// What a search among recipes has found: the JSON document of <c>tune</c>. The same archive, settings, seed, number of recipes
/// and logs give the same document, less <see cref="Seconds"/> and <see cref="Sweep"/>.
/// </summary>
public sealed record TuningReport
{
    /// <summary>What is proved, and what is not.</summary>
    public required string Conclusion { get; init; }

    /// <summary>What a person should know beside it.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What came of it.</summary>
    public required TuningOutcome Outcome { get; init; }

    /// <summary>The settings that would put the winner to use; none unless it is <see cref="TuningOutcome.Proven"/>.</summary>
    public required IReadOnlyList<string> SettingLines { get; init; }

    /// <summary>What was searched.</summary>
    public required SearchReport Search { get; init; }

    /// <summary>The ten best recipes.</summary>
    public required IReadOnlyList<RankedRecipe> Best { get; init; }

    /// <summary>The best of them, or the present one where none is worth a change; judged as one of all that were
    /// tried.</summary>
    public required WinnerReport Winner { get; init; }

    /// <summary>How long it took, seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>What other machines took; null when none were asked.</summary>
    public SweepFigures? Sweep { get; init; }

    /// <summary>Slices that other machines set aside; their recipes were left out of the search.</summary>
    public IReadOnlyList<SliceFailure> SetAside { get; init; } = [];
}

/// <summary>What was searched.</summary>
/// <param name="First">First session that recipes were shown (New York date).</param>
/// <param name="Last">Last one.</param>
/// <param name="Sessions">How many.</param>
/// <param name="Seed">Seed of the order of candidates.</param>
/// <param name="Recipes">How many recipes of that order were looked at, by this search and earlier ones.</param>
/// <param name="LookedNow">How many looks this search has had; the others were known.</param>
/// <param name="Tried">How many recipes were ever tried on this archive: by what the bars are multiplied.</param>
/// <param name="End">Why it ended.</param>
public sealed record SearchReport(
    LocalDate First, LocalDate Last, int Sessions, int Seed, int Recipes, int LookedNow, int Tried, SearchEnd End);

/// <summary>A recipe in the order of the ranking.</summary>
/// <param name="Number">Its number among the candidates; 0 is the present recipe.</param>
/// <param name="Recipe">Its id.</param>
/// <param name="Differences">How its settings differ from the present ones.</param>
/// <param name="SawAll">Whether it was seen on all sessions of the search.</param>
/// <param name="Figures">What was seen; null when no session could be forecast.</param>
public sealed record RankedRecipe(
    int Number, string Recipe, IReadOnlyList<string> Differences, bool SawAll, RecipeFigures? Figures);

/// <summary>The best recipe.</summary>
/// <param name="Number">Its number among the candidates; 0 is the present recipe.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="Standing">Where it stands on the sessions of the search, with all bars multiplied by the recipes tried.</param>
/// <param name="DeflatedSharpe">Probability that its true Sharpe ratio is above what chance gives the best of all trials; null
/// when it never traded.</param>
/// <param name="HoldOut">The hold-out's judgement; null when it stayed closed.</param>
public sealed record WinnerReport(
    int Number, Recipe Recipe, RecipeStanding Standing, double? DeflatedSharpe, HoldOutReport? HoldOut);

/// <summary>What the hold-out says of the winner.</summary>
/// <param name="Openings">For how many recipes it was opened, this one included; above one it is used up. Its bars are multiplied
/// by it.</param>
/// <param name="Figures">Evidence and figures of its sessions alone.</param>
public sealed record HoldOutReport(int Openings, RecipeFigures Figures)
{
    /// <summary>Whether its probabilities were better than the base forecast's, and its signals earned more than they
    /// cost.</summary>
    public bool Agrees => Figures.GainOverBase is { Mean: > 0 } && Figures.Signals.NetBpsASession is { Mean: > 0 };

    /// <summary>Whether it proves the recipe by itself.</summary>
    public bool Proves => Figures.Evidence.Standing == RecipeStanding.Proven;
}
