namespace Trading.Core.Market;

/// <summary>
/// Whether prices are of one scale. The smallest split moves a price by several per cent; a late correction of a bar moves it by
/// a few hundredths of one.
/// </summary>
public static class PriceScale
{
    private const decimal LargestCorrection = 0.01m;

    /// <summary>Whether a price that was seen twice is of the same scale both times.</summary>
    /// <param name="earlier">The price as it was first, dollars; above zero.</param>
    /// <param name="later">The price of the same moment as it is now, dollars.</param>
    public static bool IsSame(decimal earlier, decimal later) => IsSame(later / earlier);

    /// <summary>Whether the quotient of a price with itself as it was earlier leaves it on one scale.</summary>
    public static bool IsSame(decimal quotient) => Math.Abs(quotient - 1m) <= LargestCorrection;
}
