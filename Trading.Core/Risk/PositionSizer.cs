namespace Trading.Core.Risk;

/// <summary>How many shares a trade may be.</summary>
public static class PositionSizer
{
    // Alpaca values a market buy 2.5 to 5 % above the market when it compares it with the buying power.
    private const decimal Collar = 0.05m;

    /// <summary>What a share counts for against the buying power when it is bought at the market, dollars.</summary>
    public static decimal CostOf(decimal price) => price * (1 + Collar);

    /// <summary>
    /// The most whole shares that stay within all three limits: <see cref="RiskLimits.MaxPositionSize"/>, the loss at the
    /// stop within <see cref="RiskLimits.RiskPerTrade"/> of equity, and the cost within buying power (<see cref="CostOf"/>). When
    /// it is zero, the reason names the limit that allows none.
    /// </summary>
    /// <param name="limits">The limits.</param>
    /// <param name="equity">The account's equity, dollars.</param>
    /// <param name="buyingPower">What may be spent, dollars.</param>
    /// <param name="price">Expected price a share, dollars.</param>
    /// <param name="stop">Stop price, dollars, below <paramref name="price"/>.</param>
    public static (int Shares, ReasonCode Reason) Size(
        RiskLimits limits, decimal equity, decimal buyingPower, decimal price, decimal stop)
    {
        var byRisk = WholeShares(equity * limits.RiskPerTrade, price - stop);
        if (byRisk < 1) return (0, ReasonCode.RiskTooLarge);
        var byMoney = WholeShares(buyingPower, CostOf(price));
        if (byMoney < 1) return (0, ReasonCode.InsufficientBuyingPower);
        return ((int)Math.Min(limits.MaxPositionSize, Math.Min(byRisk, byMoney)), ReasonCode.Entered);
    }

    private static decimal WholeShares(decimal budget, decimal each) => budget <= 0 ? 0 : Math.Floor(budget / each);
}
