namespace Trading.Core.Status;

/// <summary>A limit on the day or the account.</summary>
public enum ProtectionKind
{
    /// <summary>The account's loss since the last close of an earlier day, as a fraction.</summary>
    DailyLoss,

    /// <summary>The account's fall below its highest, as a fraction.</summary>
    Drawdown,

    /// <summary>The session's entries.</summary>
    Trades,

    /// <summary>The longest row of losing trades of the session.</summary>
    LossesInRow,

    /// <summary>What positions and pending entries are worth, as a fraction of the equity.</summary>
    Exposure,

    /// <summary>The same of one sector.</summary>
    SectorExposure,

    /// <summary>A symbol, or all, that rest after a stop.</summary>
    Cooldown,

    /// <summary>The minutes after the opening bell.</summary>
    Opening,
}

/// <summary>Where a limit that is set stands.</summary>
/// <param name="Kind">Which limit.</param>
/// <param name="Value">What is compared with it; null when that is not known, and for limits that are times.</param>
/// <param name="Limit">The most that it may be; null for limits that are times.</param>
/// <param name="IsReached">Whether it refuses entries now.</param>
public sealed record ProtectionStatus(ProtectionKind Kind, decimal? Value, decimal? Limit, bool IsReached)
{
    /// <summary>The symbol or the sector; null for all.</summary>
    public string? Subject { get; init; }

    /// <summary>How many stored sessions' ends a drawdown counts from beside the last close; null for other limits.</summary>
    public int? Sessions { get; init; }

    /// <summary>Until when it refuses entries; null when it does not, or no time ends it.</summary>
    public Instant? Until { get; init; }
}
