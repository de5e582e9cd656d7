namespace Trading.Core.Learning.Evidence;

/// <summary>What a recipe's out-of-sample record says of it.</summary>
public enum RecipeStanding
{
    /// <summary>It has not shown that it knows something and that knowing it pays.</summary>
    Unproven,

    /// <summary>All odds have reached their bars, and no doubt has come up since.</summary>
    Proven,

    /// <summary>Its signals come true so much less often than claimed that it is not believed until the odds against it are down
    /// to one.</summary>
    Doubted,
}
