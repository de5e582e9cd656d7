namespace Trading.Core.Learning;

/// <summary>How far the model in use has been proven, which decides whether its signals may become orders.</summary>
public enum ModelStanding
{
    /// <summary>There is no model that can be used.</summary>
    None,

    /// <summary>The model was never promoted, or no night has confirmed its promotion of late. It is asked and does not
    /// trade.</summary>
    Unproven,

    /// <summary>The model was not promoted and trades all the same, because the settings allow it with play money.</summary>
    Probation,

    /// <summary>The model was promoted and its promotion is recent.</summary>
    Proven,
}

/// <summary>Questions that a standing answers.</summary>
public static class ModelStandingExtensions
{
    /// <summary>Whether the model's signals may become orders.</summary>
    public static bool MayTrade(this ModelStanding standing) => standing is ModelStanding.Proven or ModelStanding.Probation;
}
