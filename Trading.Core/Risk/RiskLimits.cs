namespace Trading.Core.Risk;

/// <summary>What a trade may risk and when it may begin. Fractions are of one: 0.02 is 2 %.</summary>
public sealed record RiskLimits
{
    /// <summary>Least calibrated probability of profit at which a share is bought.</summary>
    public double MinConfidence { get; init; } = 0.65;

    /// <summary>Distance of the stop below the entry, as a fraction of the entry price.</summary>
    public decimal StopLoss { get; init; } = 0.02m;

    /// <summary>Distance of the target above the entry, as a fraction of the entry price.</summary>
    public decimal TakeProfit { get; init; } = 0.04m;

    /// <summary>Most shares in one position.</summary>
    public int MaxPositionSize { get; init; } = 5;

    /// <summary>Most positions at once, pending entries counted in.</summary>
    public int MaxOpenPositions { get; init; } = 10;

    /// <summary>Most of the account's equity that one trade may lose at its stop, as a fraction.</summary>
    public decimal RiskPerTrade { get; init; } = 0.01m;

    /// <summary>Whether a position is smaller where a larger move is expected.</summary>
    public PositionSizing Sizing { get; init; }

    /// <summary>Limits on a day and on the account.</summary>
    public ProtectionLimits Protections { get; init; } = new();
}
