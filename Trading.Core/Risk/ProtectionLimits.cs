namespace Trading.Core.Risk;

/// <summary>
/// Limits on a day and on the account beyond those of a single trade. None is set by default, and none ever stops a sale.
/// Fractions are of one: 0.02 is 2 %. A day is the session in New York.
/// </summary>
public sealed record ProtectionLimits
{
    /// <summary>
    /// Most that the account may lose in a day, as a fraction of its equity at the last close of an earlier day; reached once,
    /// nothing is bought for the rest of the session. Null for no limit.
    /// </summary>
    public decimal? MaxDailyLoss { get; init; }

    /// <summary>
    /// Most that the account may fall below its highest equity at a session's end, as a fraction of it; reached, trading is
    /// halted until a person resumes it. Null for no limit.
    /// </summary>
    public decimal? MaxDrawdown { get; init; }

    /// <summary>How long a symbol is not bought again after its stop has sold it; null for not at all.</summary>
    public Duration? CooldownAfterStop { get; init; }

    /// <summary>How long nothing is bought after a stop has sold any symbol; null for not at all.</summary>
    public Duration? CooldownAfterStopAll { get; init; }

    /// <summary>Most entries of a session, pending ones and those in doubt counted in; null for no limit.</summary>
    public int? MaxTradesPerDay { get; init; }

    /// <summary>After how many losing trades in a row nothing is bought for the rest of the session; null for no limit.</summary>
    public int? MaxLossesInRow { get; init; }

    /// <summary>Most that positions and pending entries may be worth, as a fraction of the equity; null for no limit.</summary>
    public decimal? MaxExposure { get; init; }

    /// <summary>
    /// Most that the positions and pending entries of one sector may be worth, as a fraction of the equity; null for no limit.
    /// </summary>
    public decimal? MaxSectorExposure { get; init; }

    /// <summary>Which symbol belongs to which sector.</summary>
    public SectorMap Sectors { get; init; } = SectorMap.Empty;

    /// <summary>How long after the opening bell nothing is bought.</summary>
    public Duration NoEntryAfterOpen { get; init; }

    /// <summary>
    /// Whether a limit is set that depends on the equity, on what the session has done or on what is held. What such a limit
    /// needs must be known before an entry.
    /// </summary>
    public bool HasState =>
        MaxDailyLoss is not null || MaxDrawdown is not null || CooldownAfterStop is not null || CooldownAfterStopAll is not null
        || MaxTradesPerDay is not null || MaxLossesInRow is not null || HasExposure;

    /// <summary>Whether what is held may be worth only so much.</summary>
    public bool HasExposure => MaxExposure is not null || MaxSectorExposure is not null;
}
