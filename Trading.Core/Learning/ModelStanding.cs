namespace Trading.Core.Learning;

/// <summary>How far the model in use has been proven, which decides whether its signals may become orders.</summary>
public enum ModelStanding
{
    /// <summary>There is no model that can be used.</summary>
    None,

    /// <summary>Nothing is proven of the model's recipe, or no night has judged it of late. It is asked and does not
    /// trade.</summary>
    Unproven,

    /// <summary>The recipe's signals have come true so much less often than claimed that it is not believed. It is asked and
    /// does not trade.</summary>
    Doubted,

    /// <summary>Nothing is proven, and the model trades one share a signal, with play money, so that true fills are
    /// collected.</summary>
    Probation,

    /// <summary>Nothing is proven, and the model trades full positions, with play money, because a person or the settings want
    /// it.</summary>
    Assumed,

    /// <summary>The recipe is proven, and its proof is recent.</summary>
    Proven,
}

/// <summary>Questions that a standing answers.</summary>
public static class ModelStandingExtensions
{
    /// <summary>Whether the model's signals may become orders.</summary>
    public static bool MayTrade(this ModelStanding standing) =>
        standing is ModelStanding.Probation or ModelStanding.Assumed or ModelStanding.Proven;
}
