namespace Trading.Core.Features;

/// <summary>What a feature row holds: the names in their order, and a version that changes with either.</summary>
public static class FeatureSchema
{
    /// <summary>
    /// Version of the schema. A model remembers the version it was trained with and is refused by any other.
    /// Raise it when a feature is added, removed, moved or computed differently.
    /// </summary>
    public const int Version = 1;

    /// <summary>Feature names, in row order.</summary>
    public static IReadOnlyList<string> Names { get; } = [];

    /// <summary>Length of a row.</summary>
    public static int Count => Names.Count;
}
