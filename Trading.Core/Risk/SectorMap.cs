using System.Collections.Immutable;

namespace Trading.Core.Risk;

/// <summary>
/// Which symbol belongs to which sector. Symbols that it does not name belong to one sector together, the
/// <see cref="Unnamed"/>: what is not known is not taken for independent.
/// </summary>
/// <param name="Sectors">The sector's name by symbol.</param>
public sealed record SectorMap(ImmutableSortedDictionary<string, string> Sectors)
{
    /// <summary>The sector of the symbols that the map does not name.</summary>
    public const string Unnamed = "no sector";

    /// <summary>Names no symbol.</summary>
    public static SectorMap Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <summary>The sector of a symbol.</summary>
    public string Of(string symbol) => Sectors.GetValueOrDefault(symbol, Unnamed);

    /// <inheritdoc/>
    public bool Equals(SectorMap? other) => other is not null && Sectors.SequenceEqual(other.Sectors);

    /// <inheritdoc/>
    public override int GetHashCode() => Sectors.Count;
}
