using Trading.Core.Orders;

namespace Trading.Simulation.Exchange;

/// <summary>
/// A holding that this exchange cannot trade and Alpaca may show: a short position, another asset class, a fraction of a share, a
/// position without a price. It stands in the list of positions, counts for nothing else, and no order changes it. In a symbol
/// that the account holds too, its quantity is added to the position's.
/// </summary>
public sealed record ForeignHolding
{
    /// <summary>The ticker, such as <c>BTCUSD</c>.</summary>
    public required string Symbol { get; init; }

    /// <summary>Shares, coins or contracts; below zero for a short position.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Alpaca's word for its kind: <c>us_equity</c>, <c>crypto</c> or <c>us_option</c>.</summary>
    public string AssetClass { get; init; } = "us_equity";

    /// <summary>The average price paid, dollars.</summary>
    public decimal AveragePrice { get; init; } = 100m;

    /// <summary>The latest price, dollars; null leaves every field that needs it null.</summary>
    public decimal? Price { get; init; }

    /// <summary>What is odd about it, together with what the account holds of its symbol; null when nothing is.</summary>
    internal PositionOddity? OddityWith(decimal held)
    {
        if (AssetClass != "us_equity") return PositionOddity.OtherAsset;
        var all = held + Quantity;
        if (all < 0) return PositionOddity.ShortSale;
        if (all != Math.Floor(all)) return PositionOddity.Fraction;
        return Price is null ? PositionOddity.NoPrice : null;
    }
}
