namespace Trading.Core.Universe;

/// <summary>How a session's symbols are found in the pool.</summary>
public enum UniverseKind
{
    /// <summary>All symbols of the pool, every session.</summary>
    Symbols,

    /// <summary>Those with the highest median dollar volume of the earlier sessions.</summary>
    MostActive,

    /// <summary>Those with a gap and heavy volume in the opening half hour, the heaviest first.</summary>
    InPlay,
}
