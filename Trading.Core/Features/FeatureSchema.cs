namespace Trading.Core.Features;

/// <summary>What a feature row holds: the names in their order, and a version that changes with either.</summary>
public static class FeatureSchema
{
    /// <summary>
    /// Version of the schema. A model remembers the version it was trained with and is refused by any other.
    /// Raise it when a feature is added, removed, moved or computed differently.
    /// </summary>
    public const int Version = 1;

    /// <summary>Feature names, in row order: those of <see cref="Feature"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = Enum.GetNames<Feature>();

    /// <summary>Length of a row.</summary>
    public static int Count { get; } = Names.Count;

    /// <summary>
    /// How many bars of a session it takes until a row is defined: as many as the slowest indicator of
    /// <see cref="FeatureEngine"/> needs.
    /// </summary>
    public static int WarmUpBars { get; } = new FeatureEngine().WarmUpBars;
}
