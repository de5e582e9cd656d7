namespace Trading.Core.Orders;

/// <summary>What the account holds, as the broker tells it.</summary>
/// <param name="Shares">The positions that this system can sell: whole shares of a stock, long.</param>
/// <param name="Odd">The others. They are named and left alone, and nothing is bought in their symbols.</param>
public sealed record AccountPositions(IReadOnlyList<Position> Shares, IReadOnlyList<OddPosition> Odd)
{
    /// <summary>An account that holds nothing odd.</summary>
    public AccountPositions(IReadOnlyList<Position> shares) : this(shares, []) { }
}

/// <summary>A position that this system did not buy as it stands, so it is left alone.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Quantity">What is held; below zero when it is short, perhaps a fraction.</param>
/// <param name="AverageEntryPrice">Average price paid, dollars; null when the broker does not say.</param>
/// <param name="Oddity">What is odd about it.</param>
public sealed record OddPosition(string Symbol, decimal Quantity, decimal? AverageEntryPrice, PositionOddity Oddity);

/// <summary>What keeps a position from being one of this system's.</summary>
public enum PositionOddity
{
    /// <summary>It is not a US stock or fund.</summary>
    OtherAsset,

    /// <summary>It is short.</summary>
    ShortSale,

    /// <summary>It has a fraction of a share, as after a split.</summary>
    Fraction,

    /// <summary>The broker tells no price of it. Shares that an entry of this system bought are sold nevertheless.</summary>
    NoPrice,
}
