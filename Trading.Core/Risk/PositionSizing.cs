namespace Trading.Core.Risk;

/// <summary>How many shares a position is of. Stored by name.</summary>
public enum PositionSizing
{
    /// <summary>As many as the limits allow.</summary>
    Fixed,

    /// <summary>Fewer where a larger move is expected: see <see cref="VolatilitySizing"/>.</summary>
    Volatility,
}

/// <summary>
/// Sizes a position by the volatility that is forecast for it: the size of <see cref="PositionSizing.Fixed"/> x target /
/// forecast, at most that size (volatility targeting: Moskowitz, Ooi and Pedersen, "Time series momentum", Journal of Financial
/// Economics 104, 2012; Moreira and Muir, "Volatility-managed portfolios", Journal of Finance 72, 2017). The target is the
/// distance of the stop: where the price is expected to move no further than that until the exit, nothing changes.
/// </summary>
public static class VolatilitySizing
{
    /// <summary>The shares of a position; zero when not even one is left.</summary>
    /// <param name="shares">The shares without a forecast.</param>
    /// <param name="stopLoss">Distance of the stop from the entry, as a fraction of its price.</param>
    /// <param name="expectedMove">Standard deviation of the log return until the exit, as it is forecast; null or not a number
    /// when there is no forecast, which leaves no share.</param>
    public static int Scale(int shares, decimal stopLoss, double? expectedMove)
    {
        // No share is left of a position long before a move is too large for a decimal.
        if (expectedMove is not (>= 0 and < 1e6)) return 0;
        var move = (decimal)expectedMove.Value;
        return move <= stopLoss ? shares : (int)Math.Floor(shares * stopLoss / move);
    }
}
