namespace Trading.Core.Evaluation.Sweeps;

/// <summary>Where the nights of an evaluation or a search are computed.</summary>
public sealed record SweepOptions
{
    /// <summary>The other machines; null for all cores of this one.</summary>
    public ISweeper? Sweeper { get; init; }

    /// <summary>Nights of a slice; null for about a minute's work. No figure depends on it.</summary>
    public int? Nights { get; init; }
}
