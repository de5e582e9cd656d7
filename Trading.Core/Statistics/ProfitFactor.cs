namespace Trading.Core.Statistics;

/// <summary>What the winning trades made for each dollar that the losing ones lost.</summary>
public static class ProfitFactor
{
    /// <summary>Sum of the gains over the sum of the losses, after costs; above 1 where the trades earn. Null without a
    /// loss.</summary>
    /// <param name="results">Profit or loss of each trade: dollars, or returns as fractions.</param>
    public static double? Of(IEnumerable<double> results)
    {
        var (gains, losses) = (0.0, 0.0);
        foreach (var result in results)
        {
            if (result > 0) gains += result;
            else losses -= result;
        }
        return losses > 0 ? gains / losses : null;
    }
}
