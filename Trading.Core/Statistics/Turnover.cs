namespace Trading.Core.Statistics;

/// <summary>How much is bought, measured by what the account is worth.</summary>
public static class Turnover
{
    /// <summary>
    /// Dollars bought in all sessions over the sum of the equities at their opens: the fraction of the equity that is bought a
    /// session. Sales are not counted again, since every session ends flat. Null without equity.
    /// </summary>
    /// <param name="bought">Dollars paid for each entry.</param>
    /// <param name="equityAtOpen">Dollars, for each session, also those without a trade.</param>
    public static double? PerSession(IEnumerable<decimal> bought, IEnumerable<decimal> equityAtOpen)
    {
        var equity = equityAtOpen.Sum();
        return equity > 0 ? (double)(bought.Sum() / equity) : null;
    }
}
