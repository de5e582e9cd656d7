namespace Trading.Core.Learning.Evidence;

/// <summary>The odds at which something is decided. They are the promise to the user and are not tuned to any data.</summary>
public static class EvidenceBars
{
    /// <summary>Odds that the probabilities beat a forecast which knows nothing of direction: 1 in 100 recipes that know nothing
    /// ever reach it.</summary>
    public const double Forecast = 100;

    /// <summary>Odds that the signals' mean return after costs is above zero.</summary>
    public const double Profit = 20;

    /// <summary>Odds against the model, over nights, at which it is doubted.</summary>
    public const double Doubt = 10;

    /// <summary>Odds against the model, within a session, at which entries stop for the day.</summary>
    public const double SessionDoubt = 20;
}
